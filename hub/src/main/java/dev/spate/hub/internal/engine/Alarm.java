package dev.spate.hub.internal.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// Runs what has to be done later, whatever else happens. Thread-safe.
@FunctionalInterface
public interface Alarm {
    /// @param delay how much later
    /// @return runs a task once that time has passed
    Executor after(Duration delay);

    /// By the time that passes for everybody.
    static Alarm system() {
        return delay -> CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS);
    }
}
