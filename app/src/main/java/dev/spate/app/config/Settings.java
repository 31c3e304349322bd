package dev.spate.app.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What file, environment and flags gave, the later over the earlier, and what was wrong with it.
///
/// Owner: the thread that loads the configuration.
final class Settings {
    private final Map<String, Setting> byPath = new LinkedHashMap<>();
    private final Set<String> hubs = new LinkedHashSet<>();
    private final List<ConfigProblem> problems = new ArrayList<>();

    void give(String path, Setting setting) {
        byPath.put(path, setting);
    }

    @Nullable
    Setting given(String path) {
        return byPath.get(path);
    }

    void nameHub(String name) {
        hubs.add(name);
    }

    /// The names of the hubs; `events` alone where nobody named one.
    List<String> hubs() {
        return hubs.isEmpty() ? List.of("events") : List.copyOf(hubs);
    }

    void problem(Origin origin, String sentence) {
        problems.add(new ConfigProblem(origin, sentence));
    }

    void throwProblems() {
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }
}
