package dev.spate.testkit;

import dev.spate.hub.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Elapsed time that stands still until the test moves it. Thread-safe.
///
/// ```java
/// var ticker = new FakeTicker();
/// ticker.advance(Duration.ofSeconds(15));
/// ```
public final class FakeTicker implements Ticker {
    private final AtomicLong nanos;

    /// Begins at a number that is neither zero nor far from overflow, as the real one may.
    public FakeTicker() {
        this.nanos = new AtomicLong(Long.MAX_VALUE - Duration.ofMinutes(1).toNanos());
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    /// @param time how far to move on, not negative
    /// @throws IllegalArgumentException if the time is negative
    public void advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("time: " + time + " (expected: not negative)");
        }
        nanos.addAndGet(time.toNanos());
    }
}
