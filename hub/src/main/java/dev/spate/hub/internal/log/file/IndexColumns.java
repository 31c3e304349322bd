package dev.spate.hub.internal.log.file;

import dev.spate.hub.spi.Entry;

/// All that an index knows of a segment that is being written, in columns of plain numbers.
///
/// Costs 4 bytes an entry for its place, 1 to 2 for its time and a quarter for its bits; 4 to 6 a posting; about 40
/// a topic, and its name; 17 to 23 a key; 21 to 27 an id.
///
/// Owner: whoever holds the index's lock.
final class IndexColumns {
    private static final long MAX_PLACE = 0xFFFF_FFFFL;

    private final long firstOffset;
    private final KeyedHash hash;
    private final IntColumn places = new IntColumn();
    private final TimeColumn times = new TimeColumn();
    private final TopicColumns topics = new TopicColumns();
    private final HashNumbers keys = new HashNumbers();
    private final IntColumn newestOfKey = new IntColumn();
    private final Bits newest = new Bits();
    private final HashNumbers ids = new HashNumbers();
    private final LongColumn firstUses = new LongColumn();
    private final Bits idempotent = new Bits();
    private long dataBytes;
    private int keyedCount;
    private int namedCount;
    private int idempotentCount;

    IndexColumns(long firstOffset, KeyedHash hash) {
        this.firstOffset = firstOffset;
        this.hash = hash;
    }

    void add(long place, Entry entry, int entryDataBytes, long olderUse) {
        int ordinal = places.size();
        if (entry.offset() != firstOffset + ordinal) {
            throw new IllegalArgumentException(
                    "offset: " + entry.offset() + " (expected: " + (firstOffset + ordinal) + ")");
        }
        if (place < 0 || place > MAX_PLACE) {
            throw new IllegalArgumentException("place: " + place + " (expected: 0 to " + MAX_PLACE + ")");
        }
        places.add((int) place);
        times.add(entry.timeMillis());
        newest.extend(ordinal + 1);
        idempotent.extend(ordinal + 1);
        dataBytes += entryDataBytes;
        addNames(entry, ordinal, olderUse);
    }

    private void addNames(Entry entry, int ordinal, long olderUse) {
        var publication = entry.publication();
        for (var topic : publication.topics()) {
            topics.add(hash.of(topic.name()), topic.name(), ordinal);
        }
        if (!publication.key().isEmpty()) {
            addKey(hash.of(publication.topics().get(0).name(), publication.key()), ordinal);
        }
        if (!publication.event().id().isNone()) {
            addId(hash.of(publication.event().id().text()), olderUse < 0 ? entry.offset() : olderUse);
        }
        if (!publication.idempotencyKey().isEmpty()) {
            idempotent.set(ordinal);
            idempotentCount++;
        }
    }

    private void addKey(long key, int ordinal) {
        int number = keys.add(key);
        if (number == newestOfKey.size()) {
            newestOfKey.add(ordinal);
        } else {
            newest.clear(newestOfKey.get(number));
            newestOfKey.set(number, ordinal);
        }
        newest.set(ordinal);
        keyedCount++;
    }

    private void addId(long id, long firstUse) {
        int number = ids.add(id);
        if (number == firstUses.size()) {
            firstUses.add(firstUse);
        }
        namedCount++;
    }

    long firstOffset() {
        return firstOffset;
    }

    KeyedHash hash() {
        return hash;
    }

    int count() {
        return places.size();
    }

    long place(int ordinal) {
        return Integer.toUnsignedLong(places.get(ordinal));
    }

    TimeColumn times() {
        return times;
    }

    TopicColumns topics() {
        return topics;
    }

    HashNumbers keys() {
        return keys;
    }

    Bits newest() {
        return newest;
    }

    HashNumbers ids() {
        return ids;
    }

    /// @param number of an id
    long firstUse(int number) {
        return firstUses.get(number);
    }

    Bits idempotent() {
        return idempotent;
    }

    SegmentTotals totals() {
        return new SegmentTotals(
                topics.size(), keyedCount, namedCount, idempotentCount, dataBytes, times.min(), times.max());
    }

    long heapBytes() {
        return places.heapBytes()
                + times.heapBytes()
                + topics.heapBytes()
                + keys.heapBytes()
                + newestOfKey.heapBytes()
                + newest.words().heapBytes()
                + ids.heapBytes()
                + firstUses.heapBytes()
                + idempotent.words().heapBytes();
    }
}
