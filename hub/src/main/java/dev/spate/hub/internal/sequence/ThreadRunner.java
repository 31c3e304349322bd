package dev.spate.hub.internal.sequence;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A thread of its own. Thread-safe.
public final class ThreadRunner implements Runner {
    private final String name;
    /// Written by whoever begins, before anybody can wake it; read by everybody.
    private volatile @Nullable Thread thread;

    /// @param name of the thread
    public ThreadRunner(String name) {
        this.name = name;
    }

    @Override
    public void begin(Runnable life) {
        var begun = Thread.ofPlatform().daemon().name(name).unstarted(life);
        thread = begun;
        begun.start();
    }

    @Override
    public void rest(long nanos) {
        LockSupport.parkNanos(this, nanos);
    }

    @Override
    public void wake() {
        LockSupport.unpark(requireNonNull(thread));
    }
}
