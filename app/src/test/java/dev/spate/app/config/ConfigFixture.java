package dev.spate.app.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A directory with a `spate.yml` in it, loaded in several ways. Thread-safe: immutable.
record ConfigFixture(Path directory) {
    private static final Map<String, List<String>> NO_FLAGS = Map.of();

    static Config load(Map<String, String> environment) {
        return ConfigLoader.load(new ConfigSources(List.of(), environment, NO_FLAGS, ""))
                .config();
    }

    Path file() {
        return directory.resolve("spate.yml");
    }

    void write(String yaml) {
        try {
            Files.writeString(file(), yaml);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Config load(String yaml) {
        write(yaml);
        return load(Map.of(), NO_FLAGS, "").config();
    }

    LoadedConfig load(Map<String, String> environment, Map<String, List<String>> flags, String hub) {
        return ConfigLoader.load(new ConfigSources(List.of(file()), environment, flags, hub));
    }

    List<String> problemsOf(String yaml) {
        write(yaml);
        return problems(Map.of());
    }

    List<String> problems(Map<String, String> environment) {
        try {
            load(environment, NO_FLAGS, "");
            return List.of();
        } catch (ConfigException wrong) {
            String prefix = directory + "/";
            return wrong.problems().stream()
                    .map(problem -> problem.toString().replace(prefix, ""))
                    .toList();
        }
    }
}
