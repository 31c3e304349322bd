package dev.spate.app.bench;

/// The time that is measured. Thread-safe: immutable.
///
/// @param beginNanos inclusive
/// @param endNanos exclusive
record Period(long beginNanos, long endNanos) {
    /// Nothing is in it.
    static final Period NONE = new Period(0, 0);

    boolean holds(long nanos) {
        return nanos - beginNanos >= 0 && nanos - endNanos < 0;
    }

    double seconds() {
        return (endNanos - beginNanos) / 1e9;
    }
}
