package dev.spate.hub.internal.replay;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The threads of one hub on which old entries are read and encoded. They come when they are needed, go when nothing
/// has been read for a while, and hold up no exit of the process. What waits for them is bounded by those who ask: each
/// delivery loop has only so many reads under way.
///
/// Thread-safe.
public final class LogReaders implements Executor, AutoCloseable {
    private static final int THREADS = 2;
    private static final long IDLE_SECONDS = 30;

    private final ThreadPoolExecutor pool;

    /// @param hub the hub's name, for the names of the threads
    public LogReaders(String hub) {
        var names = Thread.ofPlatform().daemon().name("spate-reader-" + hub + "-", 1);
        pool = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), names.factory());
        pool.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    /// Takes nothing more. What has been begun is not interrupted: that would close the files it reads.
    @Override
    public void close() {
        pool.shutdown();
    }
}
