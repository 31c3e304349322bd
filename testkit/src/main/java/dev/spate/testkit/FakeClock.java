package dev.spate.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// A wall clock that stands still until the test moves it, forwards or, as wall clocks do, backwards. Thread-safe.
public final class FakeClock implements InstantSource {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

    /// Begins with the year 2026, at midnight in UTC.
    public FakeClock() {}

    @Override
    public Instant instant() {
        return now.get();
    }

    /// @param time how far to move; negative: back
    public void advance(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }
}
