package dev.spate.client;

/// Elapsed time. Thread-safe.
@FunctionalInterface
interface Ticker {

    /// Nanoseconds since some moment that stays the same.
    long nanos();

    /// The system's own.
    static Ticker system() {
        return System::nanoTime;
    }
}
