package dev.spate.hub.internal.log.file;

import dev.spate.hub.Retention;
import java.time.Duration;

/// How much a log keeps, and how much of that one segment holds: a sixteenth, since segments are evicted as a whole.
/// A batch is never divided, so a segment may be longer by one batch.
///
/// Thread-safe: immutable.
///
/// @param retainedBytes the most bytes of all files
/// @param retainedEntries the most entries
/// @param ageMillis entries older than this are too old
record SegmentLimits(long retainedBytes, long retainedEntries, long ageMillis) {
    static final long MAX_SEGMENT_BYTES = 64L << 20;
    private static final int SEGMENTS = 16;
    private static final long MAX_SMALL_BYTES = 1 << 20;
    private static final int SMALL_SHARE = 4;
    /// More is the same as for ever, and can be reckoned with.
    private static final Duration MAX_AGE = Duration.ofDays(365_000);

    static SegmentLimits of(Retention retention) {
        var age = retention.age().compareTo(MAX_AGE) < 0 ? retention.age() : MAX_AGE;
        return new SegmentLimits(retention.bytes(), retention.events(), age.toMillis());
    }

    /// Whether a segment is full.
    ///
    /// @param bytes of its file
    /// @param entries how many it has
    boolean isFull(long bytes, long entries) {
        return bytes >= segmentBytes() || entries >= Math.max(1, retainedEntries / SEGMENTS);
    }

    /// Up to how many bytes a last segment is copied as a whole by a start.
    long smallBytes() {
        return Math.min(MAX_SMALL_BYTES, segmentBytes() / SMALL_SHARE);
    }

    private long segmentBytes() {
        return Math.min(MAX_SEGMENT_BYTES, retainedBytes / SEGMENTS);
    }

    /// Whether an entry is too young for a segment.
    ///
    /// @param firstMillis the time of the segment's first entry
    /// @param nowMillis the time of the entry
    boolean isTooYoung(long firstMillis, long nowMillis) {
        return nowMillis - firstMillis >= Math.max(1, ageMillis / SEGMENTS);
    }

    /// Entries before this time are too old.
    long oldestMillis(long nowMillis) {
        return nowMillis - ageMillis;
    }
}
