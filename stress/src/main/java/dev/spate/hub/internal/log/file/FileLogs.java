package dev.spate.hub.internal.log.file;

import dev.spate.hub.Position;
import dev.spate.hub.Publication;
import dev.spate.hub.Retention;
import dev.spate.hub.spi.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The parts of file logs that these tests look into: every entry is of one topic, and all come in their order.
/// Thread-safe: stateless.
final class FileLogs {
    static final LogStore STORE = LogStore.of(new NoDisk(), new byte[KeyedHash.KEY_BYTES]);
    static final KeyedHash HASH = STORE.hash();
    static final SegmentLimits ENDLESS = SegmentLimits.of(Retention.forFiles());
    /// Large, and never written to.
    static final PersistentEvictions NONE_EVICTED = new PersistentEvictions(HASH, 1);
    /// What [#countFound(OpenIndex)] says if something else was found.
    static final int WRONG = -1;

    private static final int RECORD_BYTES = 100;
    private static final String TOPIC = "t";
    private static final long TOPIC_HASH = HASH.of(TOPIC);
    private static final Publication PUBLICATION = Publication.of(TOPIC, "x");

    private FileLogs() {}

    static Segment segment(long firstOffset, OpenIndex index) {
        assert index.firstOffset() == firstOffset;
        return new Segment(STORE, index, RECORD_BYTES);
    }

    /// Lets go of a segment.
    static void release(Segment segment) {
        try {
            segment.release();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void add(OpenIndex index, long offset) {
        index.add(place(index, offset), new Entry(new Position(1, offset), 0, PUBLICATION), 1, SegmentIndex.NONE);
    }

    /// Looks the topic up.
    ///
    /// @return how many entries it has; [#WRONG] if one is not what should come, or has not the place it was given
    static int countFound(SegmentIndex index) {
        return countFound(index, Long.MAX_VALUE);
    }

    /// The same in all segments that can be seen, up to the head.
    static long countFound(View view) {
        long count = 0;
        for (var segment : view.segments()) {
            int found = countFound(segment.index(), view.head());
            if (found == WRONG) {
                return WRONG;
            }
            count += found;
        }
        return count;
    }

    private static int countFound(SegmentIndex index, long upTo) {
        try {
            return count(index, upTo);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int count(SegmentIndex index, long upTo) throws IOException {
        var cursor = index.postings(TOPIC_HASH);
        int count = 0;
        for (int found = cursor.next(); found != SegmentIndex.NONE; found = cursor.next()) {
            long offset = index.firstOffset() + found;
            if (found != count || index.place(found) != place(index, offset)) {
                return WRONG;
            }
            if (offset > upTo) {
                break;
            }
            count++;
        }
        return count;
    }

    private static long place(SegmentIndex index, long offset) {
        return (offset - index.firstOffset()) * RECORD_BYTES;
    }
}
