package dev.spate.app.bench;

import dev.spate.hub.Ticker;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits, but not on when the run is to end early. Thread-safe: immutable.
///
/// @param ticker the time
/// @param stop open when the run is to end early
record Stopwatch(Ticker ticker, CountDownLatch stop) {
    static final long POLL_NANOS = 5_000_000;

    long nanos() {
        return ticker.nanos();
    }

    boolean isStopped() {
        return stop.getCount() == 0;
    }

    /// Waits until then, or until it is stopped.
    void awaitStop(long untilNanos) throws InterruptedException {
        stop.await(untilNanos - nanos(), TimeUnit.NANOSECONDS);
    }

    /// Waits until something holds, stopped or not.
    ///
    /// @return whether it does in time
    boolean await(BooleanSupplier condition, long timeoutNanos) {
        long end = nanos() + timeoutNanos;
        while (!condition.getAsBoolean()) {
            if (nanos() - end >= 0) {
                return false;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return true;
    }
}
