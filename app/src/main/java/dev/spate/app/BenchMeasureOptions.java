package dev.spate.app;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags of `spate bench` that say how it is measured. Owner: the main thread.
final class BenchMeasureOptions {
    @Option(
            names = "--pid",
            paramLabel = "PID",
            description = "the server's process: what it and its children use is measured too (Linux)")
    private @Nullable Long pid;

    @Option(names = "--threads", paramLabel = "N", description = "how many threads read (default: 1)")
    private int threads = 1;

    Optional<Long> pid() {
        return Optional.ofNullable(pid);
    }

    int threads() {
        return threads;
    }
}
