package dev.spate.bench.compare;

/// From the least to the most of what several runs gave. Thread-safe: immutable.
///
/// @param low the least
/// @param high the most
record Span(double low, double high) {
    /// @throws IllegalArgumentException if it ends before it begins
    Span {
        if (!(low <= high)) {
            throw new IllegalArgumentException("span: " + low + " to " + high + " (expected: ascending)");
        }
    }
}
