package dev.spate.hub.internal.log.file;

/// Entries that a repair had to give up. Thread-safe: immutable.
///
/// @param first the offset of the first of them
/// @param last the offset of the last of them
record LostRange(long first, long last) {
    LostRange {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException("lost: " + first + " to " + last + " (expected: an ascending range)");
        }
    }
}
