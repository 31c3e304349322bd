package dev.spate.server.internal.route;

import java.util.concurrent.ThreadLocalRandom;

/// When to come back, spread so that not all come back at once. Thread-safe: stateless.
final class RetryLater {
    private static final long MIN_MILLIS = 5_000;
    private static final long MAX_MILLIS = 15_000;
    private static final long MILLIS_A_SECOND = 1_000;

    private RetryLater() {}

    static long millis() {
        return ThreadLocalRandom.current().nextLong(MIN_MILLIS, MAX_MILLIS);
    }

    /// @return the value of a `Retry-After` field, rounded up
    static String seconds(long millis) {
        return Long.toString(Math.max(1, (millis + MILLIS_A_SECOND - 1) / MILLIS_A_SECOND));
    }
}
