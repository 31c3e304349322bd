package dev.spate.hub.internal.log.file;

import dev.spate.hub.spi.TopicSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/// Finds entries by other things than an offset, by the indexes of the segments alone.
///
/// Thread-safe: immutable.
///
/// @param view what is looked through
/// @param hash by which topics, keys and ids are looked up
record Lookups(View view, KeyedHash hash) {
    private static final int MAX_ATTEMPTS = 3;

    /// The offset before the first entry of a time or a later one.
    long beforeTime(long timeMillis) throws IOException {
        for (var segment : view.segments()) {
            if (segment.index().totals().maxTimeMillis() >= timeMillis) {
                int ordinal = held(segment, index -> index.firstAtOrAfter(timeMillis));
                if (ordinal != SegmentIndex.NONE) {
                    return Math.min(view.head(), segment.firstOffset() + ordinal - 1);
                }
            }
        }
        return view.head();
    }

    /// The offset behind which so many entries lie, or all of them.
    long beforeLast(int count) {
        long left = count;
        for (int index = view.segments().size() - 1; index >= 0; index--) {
            long last = view.lastOffset(index);
            long entries = last + 1 - view.segments().get(index).firstOffset();
            if (entries >= left) {
                return last - left;
            }
            left -= entries;
        }
        return view.first() - 1;
    }

    /// The first use of an id that is known, by the newest segment that has it.
    Optional<Long> find(String id) throws IOException {
        long use = id.isEmpty() ? RecordCodec.NO_USE : firstUse(view.segments(), hash.of(id));
        return use == RecordCodec.NO_USE ? Optional.empty() : Optional.of(use);
    }

    /// The first use of an id as these segments know it; [RecordCodec#NO_USE] if they do not.
    static long firstUse(List<Segment> segments, long idHash) throws IOException {
        for (int index = segments.size() - 1; index >= 0; index--) {
            var segment = segments.get(index);
            if (segment.index().mayHaveId(idHash)) {
                long use = held(segment, asked -> asked.firstUse(idHash));
                if (use != SegmentIndex.NONE) {
                    return use;
                }
            }
        }
        return RecordCodec.NO_USE;
    }

    /// The topics by name, beginning behind a name.
    List<TopicSummary> topics(String after, int max) throws IOException {
        for (int attempt = 1; ; attempt++) {
            var held = new ArrayList<Segment>();
            try {
                return topics(after, max, held);
            } catch (DamagedIndexException e) {
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
                rebuildDamaged(held);
            } finally {
                for (var segment : held) {
                    segment.release();
                }
            }
        }
    }

    private List<TopicSummary> topics(String after, int max, List<Segment> held) throws IOException {
        var order = Comparator.<NextTopic, String>comparing(next -> next.use().name(), TopicSummary.BY_NAME);
        var queue = new PriorityQueue<NextTopic>(order);
        for (var segment : view.segments()) {
            hold(segment);
            held.add(segment);
            NextTopic.of(segment.index().topics(after)).ifPresent(queue::add);
        }
        var topics = new ArrayList<TopicSummary>();
        while (!queue.isEmpty() && topics.size() < max) {
            topics.add(next(queue));
        }
        return topics;
    }

    /// Adds up what the segments say of one topic.
    private static TopicSummary next(PriorityQueue<NextTopic> queue) throws IOException {
        var name = queue.element().use().name();
        long entries = 0;
        long lastOffset = 0;
        while (!queue.isEmpty() && queue.element().use().name().equals(name)) {
            var next = queue.remove();
            entries += next.use().count();
            lastOffset = Math.max(lastOffset, next.use().lastOffset());
            NextTopic.of(next.cursor()).ifPresent(queue::add);
        }
        return new TopicSummary(name, entries, lastOffset);
    }

    /// A walk does not say which index is damaged, so each is read through.
    private static void rebuildDamaged(List<Segment> segments) throws IOException {
        for (var segment : segments) {
            try {
                var cursor = segment.index().topics("");
                while (cursor.hasNext()) {
                    cursor.next();
                }
            } catch (DamagedIndexException e) {
                segment.rebuildIndex();
            }
        }
    }

    private static <T> T held(Segment segment, Segment.Question<T> question) throws IOException {
        hold(segment);
        try {
            return segment.ask(question);
        } finally {
            segment.release();
        }
    }

    private static void hold(Segment segment) throws GoneException {
        if (!segment.acquire()) {
            throw new GoneException(segment);
        }
    }

    /// The topic that comes next in one segment. Thread-safe: immutable but for its cursor, whose owner made it.
    private record NextTopic(TopicUse use, TopicCursor cursor) {
        static Optional<NextTopic> of(TopicCursor cursor) throws IOException {
            return cursor.hasNext() ? Optional.of(new NextTopic(cursor.next(), cursor)) : Optional.empty();
        }
    }
}
