package dev.spate.hub.internal.delivery;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// When subscribers are told to come back, each at a time of its own, so that they do not come all at once.
/// Thread-safe: immutable.
///
/// @param retry the configured reconnection time
public record ReconnectTimes(Duration retry) {
    private static final Duration MAX_SPREAD = Duration.ofMinutes(2);

    /// For those who are turned away.
    ///
    /// @return milliseconds: the configured time, and up to as much again
    public long laterMillis() {
        return retry.toMillis() + ThreadLocalRandom.current().nextLong(retry.toMillis() + 1);
    }

    /// Over how long many are to come back: a thousand of them in a second, but not in less than the configured time.
    ///
    /// @param subscriptions how many
    /// @return milliseconds
    public long spreadOf(int subscriptions) {
        return Math.max(retry.toMillis(), Math.min(subscriptions, MAX_SPREAD.toMillis()));
    }

    /// @return milliseconds: the configured time, a quarter of it more or less
    long jitteredMillis() {
        long half = retry.toMillis() / 2;
        return half * 2 + ThreadLocalRandom.current().nextLong(half + 1) - half / 2;
    }

    /// @param spreadMillis over how long they are to come back
    /// @return milliseconds: at least half of the configured time
    long spreadMillis(long spreadMillis) {
        return retry.toMillis() / 2 + ThreadLocalRandom.current().nextLong(spreadMillis + 1);
    }
}
