package dev.spate.hub.spi;

/// Entries that a reader would have been given, had they not been evicted. Thread-safe: immutable.
///
/// @param upTo the offset of the last entry that may be missing; 0 if none is
/// @param count how many are missing, or [#UNKNOWN]
public record Missing(long upTo, long count) {
    /// The count where a log cannot know it.
    public static final long UNKNOWN = -1;
    /// Nothing is missing.
    public static final Missing NOTHING = new Missing(0, 0);

    /// @return whether something is missing
    public boolean isSomething() {
        return upTo > 0;
    }
}
