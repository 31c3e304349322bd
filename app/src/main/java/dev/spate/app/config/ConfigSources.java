package dev.spate.app.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Where to look for the configuration. Thread-safe: immutable.
///
/// @param files the file, if there is one: empty or one path
/// @param environment the environment variables
/// @param flags what each flag was given, by the flag with its dashes
/// @param hub the hub that the flags are for; empty for the only one
public record ConfigSources(
        List<Path> files, Map<String, String> environment, Map<String, List<String>> flags, String hub) {
    public ConfigSources {
        files = List.copyOf(files);
        environment = Map.copyOf(environment);
        flags = Map.copyOf(flags);
    }

    /// A file without flags.
    ///
    /// @param file the file
    /// @param environment the environment variables
    /// @return the sources
    public static ConfigSources of(Path file, Map<String, String> environment) {
        return new ConfigSources(List.of(file), environment, Map.of(), "");
    }
}
