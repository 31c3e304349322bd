package dev.spate.hub.internal.log.file;

import dev.spate.hub.spi.LogBounds;
import java.util.List;

/// What a log holds at one moment, as everybody sees it. Thread-safe: immutable.
///
/// @param segments at least one, by ascending first offset; the last one is being written, and may have entries
///     behind the head that are not to be seen yet
/// @param head the offset of the newest entry that may be seen
/// @param bounds the same in numbers
record View(List<Segment> segments, long head, LogBounds bounds) {
    /// Before the log is ready.
    static final View NOTHING = new View(List.of(), 0, new LogBounds(1, 0, 0, 0));

    /// The oldest offset that is retained, or would be.
    long first() {
        return bounds.first();
    }

    /// Roughly how much memory the indexes take.
    long indexBytes() {
        long bytes = 0;
        for (var segment : segments) {
            bytes += segment.index().heapBytes();
        }
        return bytes;
    }

    /// Which segment has an offset, or the last one before it; the first one if it comes before all.
    int indexOf(long offset) {
        int low = 0;
        int high = segments.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (segments.get(middle).firstOffset() <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /// The last offset of a segment that may be seen; before its first one if there is none.
    long lastOffset(int index) {
        return index == segments.size() - 1 ? head : segments.get(index).lastOffset();
    }
}
