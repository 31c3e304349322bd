package dev.spate.hub;

/// Elapsed time, in nanoseconds from an arbitrary origin. Thread-safe.
@FunctionalInterface
public interface Ticker {
    /// @return nanoseconds; only differences mean anything
    long nanos();

    /// @return the machine's monotonic clock
    static Ticker system() {
        return System::nanoTime;
    }
}
