package dev.spate.hub.internal.log.file;

import java.io.IOException;

/// How the times of a segment's entries are kept: in spans of 256. Of each span there are the time of its first
/// entry, where the others begin among the deltas, and the latest time from the segment's first entry up to the
/// span's last. The others are the differences to the entry before, zigzag, as varints: one or two bytes mostly.
///
/// ```text
/// span     0                       1
/// first    t0                      t256
/// start    0                       of t257 - t256
/// deltas   t1-t0 t2-t1 … t255-t254 t257-t256 …
/// latest   max(t0…t255)            max(t0…t511)
/// ```
///
/// The latest times never fall, so the first entry that is not older than a time lies in the first span whose latest
/// time is not, whichever way clocks have jumped.
///
/// Thread-safe: stateless.
final class Times {
    static final int SPAN = 256;
    private static final int VARINT_BITS = 7;

    private Times() {}

    /// Where times are read.
    interface Source {
        long first(int span) throws IOException;

        int start(int span) throws IOException;

        long latest(int span) throws IOException;

        byte delta(int at) throws IOException;
    }

    /// @return the time of an entry
    static long at(Source source, int ordinal) throws IOException {
        var walk = new Walk(source, ordinal / SPAN);
        for (int count = ordinal % SPAN; count > 0; count--) {
            walk.next();
        }
        return walk.time;
    }

    /// @return the first of so many entries that has this time or a later one, or [SegmentIndex#NONE]
    static int firstAtOrAfter(Source source, long millis, int count) throws IOException {
        int span = firstSpan(source, millis, spans(count));
        if (span == spans(count)) {
            return SegmentIndex.NONE;
        }
        var walk = new Walk(source, span);
        int ordinal = span * SPAN;
        while (walk.time < millis) {
            walk.next();
            ordinal++;
        }
        return ordinal;
    }

    /// @return how many spans so many entries make
    static int spans(int count) {
        return (count + SPAN - 1) / SPAN;
    }

    private static int firstSpan(Source source, long millis, int spans) throws IOException {
        int low = 0;
        int high = spans;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (source.latest(middle) >= millis) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /// Owner: the method that made it.
    private static final class Walk {
        private final Source source;
        private long time;
        private int at;

        Walk(Source source, int span) throws IOException {
            this.source = source;
            this.time = source.first(span);
            this.at = source.start(span);
        }

        void next() throws IOException {
            long zigzag = 0;
            byte part = source.delta(at++);
            for (int shift = 0; ; shift += VARINT_BITS) {
                zigzag |= (part & 0x7FL) << shift;
                if (part >= 0) {
                    break;
                }
                part = source.delta(at++);
            }
            time += (zigzag >>> 1) ^ -(zigzag & 1);
        }
    }
}
