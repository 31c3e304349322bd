package dev.spate.hub;

/// What a log has done since it was opened, and what it has of files, at one moment. Thread-safe: immutable.
///
/// @param commits how often a batch was made durable; 0 where that costs nothing of its own
/// @param committedEntries entries that these commits made durable
/// @param committedBytes bytes that were written for them
/// @param commitNanos the time that the commits took together
/// @param failures writes, commits and reads that failed
/// @param segments files of entries; 0 where there are none
/// @param indexBytes memory that the indexes of these files take, roughly
public record LogCounters(
        long commits,
        long committedEntries,
        long committedBytes,
        long commitNanos,
        long failures,
        long segments,
        long indexBytes) {
    /// Nothing has happened.
    public static final LogCounters NONE = new LogCounters(0, 0, 0, 0, 0, 0, 0);
}
