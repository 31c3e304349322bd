package dev.spate.bench.compare;

import java.util.List;
import java.util.Map;

/// How a contender is started. Thread-safe: immutable.
///
/// @param command the program and its arguments
/// @param environment what is added to the environment
record Launch(List<String> command, Map<String, String> environment) {
    Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    Launch(List<String> command) {
        this(command, Map.of());
    }
}
