package dev.spate.app.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Loads the configuration: fallbacks, then the file, then the environment, then the flags, the later over the
/// earlier. Thread-safe: stateless.
public final class ConfigLoader {
    private ConfigLoader() {}

    /// @param sources where to look
    /// @return the configuration, complete and checked
    /// @throws ConfigException with everything that is wrong
    public static LoadedConfig load(ConfigSources sources) {
        var settings = readFiles(sources);
        new EnvironmentLayer(settings).read(sources.environment());
        new FlagLayer(settings, sources.hub()).read(sources.flags());
        return new Binder(settings).bind();
    }

    /// Loads one file alone, as if the environment held nothing but the variables that the file names.
    ///
    /// @param sources the file and those variables
    /// @return the configuration
    /// @throws ConfigException with everything that is wrong
    public static LoadedConfig loadFile(ConfigSources sources) {
        return new Binder(readFiles(sources)).bind();
    }

    private static Settings readFiles(ConfigSources sources) {
        var settings = new Settings();
        for (Path file : sources.files()) {
            readFile(settings, file, sources);
        }
        return settings;
    }

    private static void readFile(Settings settings, Path file, ConfigSources sources) {
        var start = new Origin.InFile(file.toString(), 1, 1);
        try {
            if (Files.size(file) > FileLayer.MAX_CHARS) {
                settings.problem(start, "file: " + Files.size(file) + " bytes (expected: at most 1MiB)");
                return;
            }
            String text = Files.readString(file, StandardCharsets.UTF_8);
            new FileLayer(settings, file.toString(), sources.environment()).read(text);
        } catch (NoSuchFileException _) {
            settings.problem(start, "file: missing (expected: a YAML file)");
        } catch (CharacterCodingException _) {
            settings.problem(start, "file: not UTF-8 (expected: UTF-8)");
        } catch (IOException failure) {
            settings.problem(start, "file: unreadable (expected: a YAML file; " + failure.getMessage() + ")");
        }
    }
}
