package dev.spate.hub.internal.log;

import dev.spate.hub.Publication;
import dev.spate.hub.Retention;
import dev.spate.hub.Topic;
import dev.spate.hub.spi.EntryCodec;
import dev.spate.hub.spi.EpochHistory;
import dev.spate.hub.spi.LogBounds;
import dev.spate.hub.spi.Missing;
import dev.spate.hub.spi.TopicSummary;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a memory log holds: the entries, and the indexes on them, which never know more than is retained. Beside
/// that only the table of evictions, which has a fixed size.
///
/// Owner: whoever holds the log's lock.
final class RetainedEntries {
    /// A character that no topic, key or id can hold separates a key's topic from the key.
    private static final char SEPARATOR = '\n';
    private static final int MAX_SLAB_BYTES = 64 << 10;
    private static final int MIN_SLABS = 64;
    /// More is the same as for ever, and can be reckoned with.
    private static final Duration MAX_AGE = Duration.ofDays(365_000);

    private final Retention retention;
    private final EpochHistory epochs;
    private final EntryRing entries;
    private final Postings postings = new Postings();
    private final NewestOffsets keys = new NewestOffsets();
    private final FirstUses ids = new FirstUses();
    private final EvictionTable evictions = new EvictionTable();
    private final long ageMillis;
    private long entryBytes;

    RetainedEntries(Retention retention, EpochHistory epochs) {
        this.retention = retention;
        this.entries = new EntryRing(slabBytes(retention));
        this.ageMillis = (retention.age().compareTo(MAX_AGE) < 0 ? retention.age() : MAX_AGE).toMillis();
        this.epochs = epochs;
    }

    /// @return the offset of the entry
    long add(byte[] encoded, long timeMillis, Publication publication) {
        long offset = entries.next();
        var topics = postings.add(publication.topics(), offset);
        entries.add(encoded, timeMillis, topics);
        entryBytes += HeapCost.ENTRY + encoded.length;
        if (isNamed(publication)) {
            entries.noteNamed(offset);
        }
        if (!publication.key().isEmpty()) {
            long replaced = keys.put(keyName(publication), offset);
            if (replaced >= 0) {
                entries.unmark(replaced);
            }
            entries.mark(offset);
        }
        if (!publication.event().id().isNone()) {
            ids.add(publication.event().id().text(), offset);
        }
        return offset;
    }

    /// Evicts what is beyond the retention, as far as that may be done in one go.
    ///
    /// @param upTo everything up to this offset is too old, whatever its time
    /// @param nowMillis the time
    /// @param max how many entries may be evicted
    /// @return whether nothing more has to go
    boolean evict(long upTo, long nowMillis, int max) {
        for (int count = 0; count < max; count++) {
            if (!isBeyondRetention(upTo, nowMillis)) {
                return true;
            }
            evictFirst();
        }
        return !isBeyondRetention(upTo, nowMillis);
    }

    /// The newest entry that is too old; -1 if there is none.
    long lastExpired(long nowMillis) {
        return entries.lastBefore(oldestMillis(nowMillis));
    }

    long head() {
        return entries.next() - 1;
    }

    long first() {
        return entries.first();
    }

    LogBounds bounds() {
        return new LogBounds(entries.first(), head(), entries.next() - entries.first(), heapBytes());
    }

    /// The offset before the first entry of a time or a later one.
    long beforeTime(long timeMillis) {
        return entries.firstSince(timeMillis) - 1;
    }

    List<TopicSummary> topics(String after, int max) {
        return postings.list(after, max);
    }

    Optional<Long> find(String id) {
        return ids.find(id);
    }

    /// What was evicted behind an offset, for somebody who wants these topics (empty: others too).
    Missing missing(long after, Set<Topic> topics, boolean wantsAll) {
        long gone = topics.isEmpty() ? entries.first() - 1 : evictions.highest(topics);
        if (gone <= after) {
            return Missing.NOTHING;
        }
        // Offsets of this log have no holes.
        return new Missing(gone, wantsAll ? gone - after : Missing.UNKNOWN);
    }

    /// Picks the entries behind an offset, of these topics (empty: of all).
    void pickAfter(long after, Set<Topic> topics, Slice slice) {
        if (topics.isEmpty()) {
            for (long offset = Math.max(after + 1, first()); offset <= head() && slice.hasRoom(); offset++) {
                add(offset, slice);
            }
        } else {
            var merge = PostingMerge.after(after, postings, topics);
            while (merge.hasNext() && slice.hasRoom()) {
                add(merge.next(), slice);
            }
        }
        if (slice.hasRoom()) {
            slice.endsAt(head());
        }
    }

    /// Picks the entries before an offset, of these topics (empty: of all), the newest first.
    void pickBefore(long before, Set<Topic> topics, Slice slice) {
        if (topics.isEmpty()) {
            for (long offset = Math.min(before - 1, head()); offset >= first() && slice.hasRoom(); offset--) {
                add(offset, slice);
            }
        } else {
            var merge = PostingMerge.before(before, postings, topics);
            while (merge.hasPrevious() && slice.hasRoom()) {
                add(merge.previous(), slice);
            }
        }
        if (slice.hasRoom()) {
            slice.endsAt(first() - 1);
        }
    }

    /// Picks the entries of a range that are the newest of their key, of these topics (empty: of all).
    void pickLatest(long after, long upTo, Set<Topic> topics, Slice slice) {
        if (topics.isEmpty()) {
            long offset = entries.nextMarked(after + 1, upTo);
            while (offset >= 0 && slice.hasRoom()) {
                add(offset, slice);
                offset = entries.nextMarked(offset + 1, upTo);
            }
        } else {
            pickLatestOf(topics, after, upTo, slice);
        }
        if (slice.hasRoom()) {
            slice.endsAt(upTo);
        }
    }

    private void pickLatestOf(Set<Topic> topics, long after, long upTo, Slice slice) {
        var merge = PostingMerge.after(after, postings, topics);
        while (merge.hasNext() && slice.hasRoom()) {
            long offset = merge.next();
            if (offset > upTo) {
                return;
            }
            if (entries.isMarked(offset)) {
                add(offset, slice);
            } else {
                slice.skip(offset);
            }
        }
    }

    private void add(long offset, Slice slice) {
        slice.add(offset, entries.get(offset), entries.isMarked(offset));
    }

    private boolean isBeyondRetention(long upTo, long nowMillis) {
        return !entries.isEmpty()
                && (head() - first() >= retention.events()
                        || heapBytes() > retention.bytes()
                        || first() <= upTo
                        || entries.timeMillis(first()) < oldestMillis(nowMillis));
    }

    /// Few entries have to be decoded for it, those with names that are indexed.
    private void evictFirst() {
        long offset = first();
        if (entries.isNamed(offset)) {
            forgetNames(offset);
        }
        var topics = entries.topics(offset);
        postings.removeFirst(topics, offset);
        for (var topic : topics) {
            evictions.add(topic.evictionPlace(), offset);
        }
        entryBytes -= HeapCost.ENTRY + entries.bytes(offset);
        entries.removeFirst();
    }

    private void forgetNames(long offset) {
        var publication =
                EntryCodec.decodeHead(epochs.at(offset), entries.get(offset)).publication();
        keys.remove(keyName(publication), offset);
        ids.remove(publication.event().id().text(), offset);
    }

    private static boolean isNamed(Publication publication) {
        return !publication.key().isEmpty() || !publication.event().id().isNone();
    }

    /// A small part of the retention, since what is left of an array counts for nothing until its last entry goes.
    private static int slabBytes(Retention retention) {
        return (int) Math.min(MAX_SLAB_BYTES, retention.bytes() / MIN_SLABS);
    }

    private long heapBytes() {
        return entryBytes + postings.heapBytes() + keys.heapBytes() + ids.heapBytes();
    }

    private long oldestMillis(long nowMillis) {
        return nowMillis - ageMillis;
    }

    private static String keyName(Publication publication) {
        return publication.topics().get(0).name() + SEPARATOR + publication.key();
    }
}
