package dev.spate.hub.internal.log.file;

import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.TopicSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// An index that looks at every entry for every answer: what the others are compared with. Owner: the test.
final class NaiveIndex implements SegmentIndex {
    private final long firstOffset;
    private final KeyedHash hash;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Long> places = new ArrayList<>();
    private final Map<Long, Long> firstUses = new HashMap<>();
    private long dataBytes;

    NaiveIndex(long firstOffset, KeyedHash hash) {
        this.firstOffset = firstOffset;
        this.hash = hash;
    }

    void add(long place, Entry entry, int bytes, long olderUse) {
        entries.add(entry);
        places.add(place);
        dataBytes += bytes;
        if (!entry.publication().event().id().isNone()) {
            firstUses.putIfAbsent(idHash(entry), olderUse < 0 ? entry.offset() : olderUse);
        }
    }

    private long idHash(Entry entry) {
        return hash.of(entry.publication().event().id().text());
    }

    private String keyName(int ordinal) {
        var publication = entries.get(ordinal).publication();
        return publication.topics().get(0).name() + "\n" + publication.key();
    }

    private boolean isKeyed(int ordinal) {
        return !entries.get(ordinal).publication().key().isEmpty();
    }

    private boolean isIdempotent(int ordinal) {
        return !entries.get(ordinal).publication().idempotencyKey().isEmpty();
    }

    private boolean hasTopic(int ordinal, long topicHash) {
        return entries.get(ordinal).publication().topics().stream()
                .anyMatch(topic -> hash.of(topic.name()) == topicHash);
    }

    private int countOf(IntPredicate test) {
        return (int) IntStream.range(0, count()).filter(test).count();
    }

    private int next(int from, IntPredicate test) {
        return IntStream.range(Math.max(from, 0), count())
                .filter(test)
                .findFirst()
                .orElse(NONE);
    }

    private NavigableMap<String, TopicUse> topics() {
        var topics = new TreeMap<String, TopicUse>(TopicSummary.BY_NAME);
        for (var entry : entries) {
            entry.publication().topics().stream().distinct().forEach(topic -> {
                var before = topics.get(topic.name());
                int count = before == null ? 1 : before.count() + 1;
                topics.put(topic.name(), new TopicUse(topic.name(), count, entry.offset()));
            });
        }
        return topics;
    }

    @Override
    public int count() {
        return entries.size();
    }

    @Override
    public long firstOffset() {
        return firstOffset;
    }

    @Override
    public SegmentTotals totals() {
        return new SegmentTotals(
                topics().size(),
                countOf(this::isKeyed),
                countOf(ordinal ->
                        !entries.get(ordinal).publication().event().id().isNone()),
                countOf(this::isIdempotent),
                dataBytes,
                times().min().orElse(Long.MAX_VALUE),
                times().max().orElse(Long.MIN_VALUE));
    }

    private LongStream times() {
        return entries.stream().mapToLong(Entry::timeMillis);
    }

    @Override
    public long place(int ordinal) {
        return places.get(ordinal);
    }

    @Override
    public PostingCursor postings(long topicHash) {
        var ordinals = IntStream.range(0, count())
                .filter(ordinal -> hasTopic(ordinal, topicHash))
                .toArray();
        return new PostingCursor(index -> ordinals[index], ordinals.length);
    }

    @Override
    public boolean isNewestOfKey(int ordinal) {
        return isKeyed(ordinal)
                && IntStream.range(ordinal + 1, count())
                        .noneMatch(later -> isKeyed(later) && keyName(later).equals(keyName(ordinal)));
    }

    @Override
    public int nextNewestOfKey(int from) {
        return next(from, this::isNewestOfKey);
    }

    @Override
    public boolean mayHaveKey(long keyHash) {
        return hasKey(keyHash);
    }

    @Override
    public boolean hasKey(long keyHash) {
        return next(0, ordinal -> isKeyed(ordinal) && hash.of(keyName(ordinal)) == keyHash) != NONE;
    }

    @Override
    public boolean mayHaveId(long idHash) {
        return firstUses.containsKey(idHash);
    }

    @Override
    public long firstUse(long idHash) {
        return firstUses.getOrDefault(idHash, (long) NONE);
    }

    @Override
    public int nextIdempotent(int from) {
        return next(from, this::isIdempotent);
    }

    @Override
    public long timeMillis(int ordinal) {
        return entries.get(ordinal).timeMillis();
    }

    @Override
    public int firstAtOrAfter(long millis) {
        return next(0, ordinal -> timeMillis(ordinal) >= millis);
    }

    @Override
    public TopicCursor topics(String after) {
        Iterator<TopicUse> rest = topics().tailMap(after, false).values().iterator();
        return new TopicCursor() {
            @Override
            public boolean hasNext() {
                return rest.hasNext();
            }

            @Override
            public TopicUse next() {
                return rest.next();
            }
        };
    }

    @Override
    public void lastOffsets(TopicOffsets receiver) {
        topics().values().forEach(topic -> receiver.add(hash.of(topic.name()), topic.lastOffset()));
    }

    @Override
    public long heapBytes() {
        return 0;
    }

    @Override
    public void close() {}
}
