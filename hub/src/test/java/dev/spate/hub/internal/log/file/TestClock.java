package dev.spate.hub.internal.log.file;

import dev.spate.hub.Ticker;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;

/// A clock that the test moves, back too. Owner: the thread of the test.
final class TestClock implements InstantSource, Ticker {
    private static final long START = 1_800_000_000_000L;
    private static final long NANOS = 1_000_000;
    private static final long SECOND = 1_000;
    private static final long HOUR = 3_600_000;

    private long now = START;

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(now);
    }

    @Override
    public long millis() {
        return now;
    }

    @Override
    public long nanos() {
        return NANOS * now;
    }

    /// Moves on a little, mostly.
    void move(Random random) {
        now += switch (random.nextInt(12)) {
            case 0 -> random.nextLong(HOUR);
            case 1 -> -random.nextLong(HOUR);
            case 2 -> 0;
            default -> random.nextLong(SECOND);
        };
    }

    void advance(long millis) {
        now += millis;
    }
}
