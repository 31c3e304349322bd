package dev.spate.hub.logfiles;

/// Offsets of a log that stand one behind the other. Thread-safe: immutable.
///
/// @param first the first of them, at least 1
/// @param last the last of them; one less than the first: there is none
public record OffsetRange(long first, long last) {
    /// @throws IllegalArgumentException if it is no range
    public OffsetRange {
        if (first < 1 || last < first - 1) {
            throw new IllegalArgumentException("offsets: " + first + " to " + last + " (expected: an ascending range)");
        }
    }

    /// @return how many they are
    public long count() {
        return last - first + 1;
    }

    @Override
    public String toString() {
        return first == last ? "offset " + first : "offsets " + first + " to " + last;
    }
}
