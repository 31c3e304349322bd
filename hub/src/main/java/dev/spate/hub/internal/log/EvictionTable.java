package dev.spate.hub.internal.log;

import dev.spate.hub.Topic;
import java.util.Collection;

/// Up to which offset entries of a topic have been evicted. The table has a fixed size, so a topic may share its
/// place with others and be thought to have lost what they lost: now and then a gap is announced that was none, and
/// never the other way round.
///
/// Owner: whoever holds the log's lock.
final class EvictionTable {
    static final int PLACES = 1 << 14;
    private static final int SPREAD = 0x9E3779B9;
    private static final int SHIFT = Integer.SIZE - Integer.numberOfTrailingZeros(PLACES);

    private final long[] highest = new long[PLACES];

    /// Notes that an entry is gone.
    ///
    /// @param place of one of its topics
    void add(int place, long offset) {
        highest[place] = Math.max(highest[place], offset);
    }

    /// The highest offset at which an entry of one of these topics may be gone; 0 if none is.
    long highest(Collection<Topic> topics) {
        long result = 0;
        for (var topic : topics) {
            result = Math.max(result, highest[place(topic)]);
        }
        return result;
    }

    static int place(Topic topic) {
        return (topic.name().hashCode() * SPREAD) >>> SHIFT;
    }
}
