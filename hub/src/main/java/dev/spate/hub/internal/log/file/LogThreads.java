package dev.spate.hub.internal.log.file;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The threads of one log: one writes, few read. They run what they were given before they end, and keep no process
/// alive.
///
/// Thread-safe: immutable.
///
/// @param writer runs one task after the other
/// @param readers run as many tasks at once as they are
record LogThreads(ExecutorService writer, ExecutorService readers) implements AutoCloseable {
    private static final int READERS = 2;

    /// @param hub its name
    static LogThreads of(String hub) {
        var write = Thread.ofPlatform().daemon().name("spate-log-" + hub);
        var read = Thread.ofPlatform().daemon().name("spate-log-" + hub + "-reader-", 1);
        return new LogThreads(
                Executors.newSingleThreadExecutor(write.factory()),
                Executors.newFixedThreadPool(READERS, read.factory()));
    }

    /// Lets them end; nobody is interrupted, which would close the files that are being read.
    @Override
    public void close() {
        writer.shutdown();
        readers.shutdown();
    }
}
