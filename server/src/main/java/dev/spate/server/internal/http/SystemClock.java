package dev.spate.server.internal.http;

import java.time.InstantSource;

/// The wall clock of the machine. Thread-safe: stateless.
public final class SystemClock {
    private SystemClock() {}

    /// @return the time of day, for people and for `Date` fields; durations are measured by a ticker
    public static InstantSource source() {
        return InstantSource.system();
    }
}
