package dev.spate.bench.compare;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was asked for on the command line. Thread-safe: immutable.
///
/// @param runs how often everybody is measured
/// @param only the names of the loads; all if empty
/// @param length how long a run takes
/// @param json where the result is to be written too; nowhere if null
record Options(
        int runs,
        List<String> only,
        Length length,
        @Nullable Path json) {
    static final String USAGE = """
        Usage: bench/compare [--runs N] [--only LOAD[,LOAD]] [--quick] [--json FILE]

        Measures the hub beside Nchan and beside a loop that only writes, on this machine, and says whether the hub keeps
        its promises.

          --runs N           how often everybody is measured (default: 3)
          --only LOAD[,LOAD] only these: fan-out, flat-out-1000, flat-out-100, resume, idle, bulk, durable-64,
                             durable-bulk, replay
          --quick            short runs, to see that everything works
          --json FILE        writes everything into a file too

        Ends with 0 if every target is met, with 1 if one is not, or the hub lost, doubled or misplaced an event, with 2
        for a mistake in the arguments.
        """;
    private static final int MAX_RUNS = 100;

    Options {
        only = List.copyOf(only);
        if (runs < 1 || runs > MAX_RUNS) {
            throw new IllegalArgumentException("runs: " + runs + " (expected: 1 to " + MAX_RUNS + ")");
        }
    }

    /// @throws IllegalArgumentException naming what is wrong
    static Options parse(String... arguments) {
        var left = new ArrayDeque<>(List.of(arguments));
        var options = new Options(3, List.of(), Length.FULL, null);
        while (!left.isEmpty()) {
            options = options.with(left.pop(), left);
        }
        return options;
    }

    private Options with(String flag, Deque<String> left) {
        return switch (flag) {
            case "--runs" -> new Options(number(flag, value(flag, left)), only, length, json);
            case "--only" -> new Options(runs, List.of(value(flag, left).split(",", -1)), length, json);
            case "--quick" -> new Options(runs, only, Length.QUICK, json);
            case "--json" -> new Options(runs, only, length, Path.of(value(flag, left)));
            default ->
                throw new IllegalArgumentException(
                        flag + " (expected: one of --runs, --only, --quick, --json, --help)");
        };
    }

    private static String value(String flag, Deque<String> left) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException(flag + ": nothing (expected: a value)");
        }
        return left.pop();
    }

    private static int number(String flag, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(flag + ": " + value + " (expected: a number)", e);
        }
    }
}
