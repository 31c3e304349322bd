package dev.spate.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next attempt.
///
/// After a stream that had been open, that is the reconnection time: what the server asked for with `retry:`, or
/// [#first]. Each further attempt that fails adds a random time of which the bound doubles, up to [#most]: a crowd
/// that lost its server at one moment does not come back in step.
///
/// ```text
/// wait = reconnection time + random(0 .. min(most, first * 2^(failures - 1)))     nothing is added at 0 failures
/// ```
///
/// Thread-safe: immutable.
///
/// @param first the reconnection time where the server named none, and the unit of the doubling
/// @param most  the most that is added
/// @param mostAsked the longest wait that a server may ask for; what goes beyond is cut to it
public record Backoff(Duration first, Duration most, Duration mostAsked) {

    private static final Backoff STANDARD =
            new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofHours(1));

    private static final int MAX_DOUBLINGS = 30;

    /// However short a wait a server asks for: one that always ends its streams must not make a busy loop.
    private static final Duration LEAST_ASKED = Duration.ofMillis(100);

    /// @throws IllegalArgumentException if `first` is not positive, or `most` or `mostAsked` is less than `first`
    public Backoff {
        if (first.toMillis() < 1) {
            throw new IllegalArgumentException("first: " + first + " (expected: at least 1 ms)");
        }
        atLeast("most", most, first);
        atLeast("mostAsked", mostAsked, first);
    }

    /// Two seconds at first, up to thirty more, and what a server asks for up to an hour.
    public static Backoff standard() {
        return STANDARD;
    }

    /// The wait after so many failures in a row.
    ///
    /// @param asked what the server asked for; zero if it did
    /// @param failures attempts since the last one that was answered with a stream
    Duration delay(Duration asked, int failures, RandomGenerator random) {
        Duration base = max(min(asked, mostAsked), min(first, LEAST_ASKED));
        return failures == 0 ? base : base.plusMillis(random.nextLong(bound(failures) + 1));
    }

    private long bound(int failures) {
        long doubled = first.toMillis() << Math.min(failures - 1, MAX_DOUBLINGS);
        boolean overflown = doubled >> Math.min(failures - 1, MAX_DOUBLINGS) != first.toMillis();
        return overflown ? most.toMillis() : Math.min(doubled, most.toMillis());
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static void atLeast(String name, Duration value, Duration bound) {
        if (value.compareTo(bound) < 0) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: at least " + bound + ")");
        }
    }
}
