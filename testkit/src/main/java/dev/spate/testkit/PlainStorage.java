package dev.spate.testkit;

import dev.spate.hub.Publication;
import dev.spate.hub.Retention;
import dev.spate.hub.Topic;
import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.EntryCodec;
import dev.spate.hub.spi.EntryFilter;
import dev.spate.hub.spi.EpochHistory;
import dev.spate.hub.spi.LogBounds;
import dev.spate.hub.spi.Missing;
import dev.spate.hub.spi.Page;
import dev.spate.hub.spi.TopicSummary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Entries in a sorted map, with every question answered by looking at all of them: slow, plain, and remembering
/// every eviction. Offsets have holes, and pages end early, by chance.
///
/// Owner: whoever holds the lock of its log.
final class PlainStorage {
    private static final int ENTRY_OVERHEAD = 64;
    private static final int MAX_HOLE = 3;
    private static final int MAX_LOOKED_AT = 64;
    private static final int EPOCH_BITS = 46;

    private final Retention retention;
    private final Random random;
    private final TreeMap<Long, Entry> entries = new TreeMap<>();
    private final NavigableSet<Long> evicted = new TreeSet<>();
    private final Map<Topic, Long> lastEvicted = new HashMap<>();
    /// The offsets at which each id was used, evicted ones included while one is retained.
    private final Map<String, TreeSet<Long>> uses = new HashMap<>();
    private EpochHistory epochs;
    private long head;
    private long bytes;

    PlainStorage(Retention retention, Random random) {
        this.retention = retention;
        this.random = random;
        this.epochs = EpochHistory.beginning(random.nextLong(1L << EPOCH_BITS));
    }

    List<Entry> store(List<Publication> batch, long nowMillis) {
        var stored = new ArrayList<Entry>();
        for (var publication : batch) {
            head += 1 + (random.nextBoolean() ? 0 : random.nextInt(MAX_HOLE + 1));
            var entry = new Entry(epochs.at(head), nowMillis, publication);
            entries.put(head, entry);
            bytes += size(entry);
            stored.add(entry);
            uses.computeIfAbsent(publication.event().id().text(), id -> new TreeSet<>())
                    .add(head);
        }
        evict(nowMillis);
        return stored;
    }

    void evict(long nowMillis) {
        long oldest = nowMillis - retention.age().toMillis();
        long expired = entries.values().stream()
                .filter(entry -> entry.timeMillis() < oldest)
                .mapToLong(Entry::offset)
                .max()
                .orElse(0);
        while (!entries.isEmpty()
                && (entries.firstKey() <= expired
                        || entries.size() > retention.events()
                        || bytes > retention.bytes())) {
            var gone = entries.pollFirstEntry();
            bytes -= size(gone.getValue());
            evicted.add(gone.getKey());
            gone.getValue().publication().topics().forEach(topic -> lastEvicted.put(topic, gone.getKey()));
            uses.computeIfPresent(
                    gone.getValue().publication().event().id().text(),
                    (id, offsets) -> offsets.last().equals(gone.getKey()) ? null : offsets);
        }
    }

    void beginEpoch() {
        epochs = epochs.followedBy(random.nextLong(1L << EPOCH_BITS), head + 1);
    }

    EpochHistory epochs() {
        return epochs;
    }

    long head() {
        return head;
    }

    LogBounds bounds() {
        return new LogBounds(entries.isEmpty() ? head + 1 : entries.firstKey(), head, entries.size(), bytes);
    }

    Page read(long after, EntryFilter filter, int maxEntries, long maxBytes) {
        if (after >= head) {
            return new Page(List.of(), head, true, missing(after, filter));
        }
        return page(after, head, entries.tailMap(after, false).values(), filter, new Size(maxEntries, maxBytes));
    }

    Page readConflated(long after, EntryFilter filter, int maxEntries, long maxBytes) {
        var page = read(after, filter, maxEntries, maxBytes);
        var newest = newest();
        var left = page.entries().stream()
                .filter(entry -> entry.publication().key().isEmpty() || newest.containsValue(entry))
                .toList();
        int superseded = page.entries().size() - left.size();
        return new Page(left, page.next(), page.isAtHead(), page.missing(), superseded);
    }

    Page readKeyed(long after, int maxEntries, long maxBytes) {
        var keyed = Wanted.where(entry -> !entry.publication().idempotencyKey().isEmpty());
        var page = read(after, keyed, maxEntries, maxBytes);
        return new Page(page.entries(), page.next(), page.isAtHead(), Missing.NOTHING);
    }

    long beforeTime(long timeMillis) {
        return entries.values().stream()
                .filter(entry -> entry.timeMillis() >= timeMillis)
                .mapToLong(entry -> entry.offset() - 1)
                .findFirst()
                .orElse(head);
    }

    List<TopicSummary> topics(String after, int max) {
        var summaries = new TreeMap<String, TopicSummary>(TopicSummary.BY_NAME);
        for (var entry : entries.values()) {
            for (var topic : Set.copyOf(entry.publication().topics())) {
                summaries.merge(
                        topic.name(),
                        new TopicSummary(topic.name(), 1, entry.offset()),
                        (old, one) -> new TopicSummary(topic.name(), old.entries() + 1, one.lastOffset()));
            }
        }
        return summaries.tailMap(after, false).values().stream().limit(max).toList();
    }

    Page latest(long after, long upTo, EntryFilter filter, int maxEntries, long maxBytes) {
        var inRange = newest().values().stream()
                .filter(entry -> entry.offset() > after && entry.offset() <= upTo)
                .sorted((one, other) -> Long.compare(one.offset(), other.offset()))
                .toList();
        var page = page(after, Math.max(after, upTo), inRange, filter, new Size(maxEntries, maxBytes));
        return new Page(page.entries(), page.next(), page.isAtHead(), Missing.NOTHING);
    }

    private Map<String, Entry> newest() {
        var newest = new LinkedHashMap<String, Entry>();
        for (var entry : entries.values()) {
            var publication = entry.publication();
            if (!publication.key().isEmpty()) {
                newest.put(publication.topics().getFirst() + "\n" + publication.key(), entry);
            }
        }
        return newest;
    }

    long beforeLast(EntryFilter filter, int count) {
        int left = count;
        for (var entry : entries.descendingMap().values()) {
            left -= filter.accepts(entry) ? 1 : 0;
            if (left == 0) {
                return entry.offset() - 1;
            }
        }
        return bounds().first() - 1;
    }

    Optional<Long> find(String id) {
        var offsets = id.isEmpty() ? null : uses.get(id);
        return Optional.ofNullable(offsets).map(TreeSet::first);
    }

    private record Size(int maxEntries, long maxBytes) {}

    private Page page(long after, long end, Collection<Entry> candidates, EntryFilter filter, Size size) {
        var wanted = new ArrayList<Entry>();
        long taken = 0;
        long next = after;
        int left = 1 + random.nextInt(MAX_LOOKED_AT);
        for (var entry : candidates) {
            if (left-- == 0 || wanted.size() == size.maxEntries() || taken >= size.maxBytes()) {
                return new Page(wanted, next, false, missing(after, filter));
            }
            next = entry.offset();
            if (filter.accepts(entry)) {
                wanted.add(entry);
                taken += size(entry);
            }
        }
        return new Page(wanted, end, true, missing(after, filter));
    }

    private static int size(Entry entry) {
        return ENTRY_OVERHEAD + EntryCodec.encode(entry.timeMillis(), entry.publication()).length;
    }

    private Missing missing(long after, EntryFilter filter) {
        if (!filter.exactTopics().isEmpty()) {
            long last = filter.exactTopics().stream()
                    .mapToLong(topic -> lastEvicted.getOrDefault(topic, 0L))
                    .max()
                    .orElse(0);
            return last > after ? new Missing(last, Missing.UNKNOWN) : Missing.NOTHING;
        }
        var gone = evicted.tailSet(after, false);
        return gone.isEmpty()
                ? Missing.NOTHING
                : new Missing(gone.last(), filter.acceptsAll() ? gone.size() : Missing.UNKNOWN);
    }
}
