package dev.spate.hub.internal.log.file;

import dev.spate.hub.Position;
import dev.spate.hub.Publication;
import dev.spate.hub.Topic;
import dev.spate.hub.spi.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What a log has to hold, by what was sent to it and what it said: as plain as it can be, and so the judge of it.
/// Offsets have no holes. Owner: the thread of the test.
final class LogModel {
    private final List<Sent> sent = new ArrayList<>();
    private final List<FirstUse> firstUses = new ArrayList<>();
    private final List<Doubtful> doubtful = new ArrayList<>();
    private final Map<Topic, Long> evicted = new HashMap<>();
    private final Map<Position, Sent> given = new HashMap<>();
    private long first = 1;
    /// Up to where entries had been sent when it was last said what was evicted.
    private long settled;
    private long safe;

    /// Which use of an id is its first one, as far as that can be said: two offsets if the older one was evicted
    /// while the newer one was appended.
    ///
    /// @param low the lowest offset that it may be
    /// @param high the highest
    record FirstUse(long low, long high) {}

    /// What was refused.
    private record Doubtful(List<Sent> sent, List<FirstUse> firstUses) {
        boolean beginsWith(List<Entry> entries) {
            return entries.size() <= sent.size()
                    && IntStream.range(0, entries.size())
                            .allMatch(index -> sent.get(index).is(entries.get(index)));
        }
    }

    LogModel copy() {
        var copy = new LogModel();
        copy.sent.addAll(sent);
        copy.firstUses.addAll(firstUses);
        copy.doubtful.addAll(doubtful);
        copy.evicted.putAll(evicted);
        copy.given.putAll(given);
        copy.first = first;
        copy.settled = settled;
        copy.safe = safe;
        return copy;
    }

    /// The offset of the oldest entry that is retained.
    long first() {
        return first;
    }

    long head() {
        return sent.size();
    }

    /// The offset up to which nothing may be taken back.
    long safe() {
        return safe;
    }

    Sent get(long offset) {
        return sent.get((int) offset - 1);
    }

    Sent send(long timeMillis, Publication publication) {
        var next = new Sent(head() + 1, timeMillis, publication);
        sent.add(next);
        long former = formerUse(next.offset());
        firstUses.add(former < first ? new FirstUse(next.offset(), next.offset()) : firstUses.get((int) former - 1));
        return next;
    }

    /// Nothing takes back what is up to this offset.
    void isSafe(long upTo) {
        safe = Math.max(safe, upTo);
    }

    /// Somebody was told that an entry has a position.
    void give(Position position) {
        var entry = position.offset() <= head() ? get(position.offset()) : null;
        if (entry == null) {
            throw new AssertionError("position " + position + ": beyond what was sent, " + head());
        }
        var former = given.putIfAbsent(position, entry);
        if (former != null && !former.equals(entry)) {
            throw new AssertionError("position " + position + ": given to " + former + " and to " + entry);
        }
    }

    /// Somebody saw an entry.
    void see(Entry entry) {
        if (entry.offset() > head() || !get(entry.offset()).is(entry)) {
            throw new AssertionError("entry " + entry + ": is not what was sent"
                    + (entry.offset() > head() ? "" : ", " + get(entry.offset())));
        }
        give(entry.position());
    }

    /// The log has evicted what is before an offset, since this was last said.
    void evict(long newFirst) {
        for (long offset = settled + 1; newFirst > first && offset <= head(); offset++) {
            firstUses.set((int) offset - 1, firstUseWhileEvicting(offset, newFirst));
        }
        noteEvicted(first, newFirst);
        first = Math.max(first, newFirst);
        settled = head();
    }

    /// The log does not have what is after this offset.
    void lose(long newHead) {
        sent.subList((int) newHead, sent.size()).clear();
        firstUses.subList((int) newHead, firstUses.size()).clear();
        settled = Math.min(settled, newHead);
    }

    /// The log has refused what is after this offset. It may come back with the beginning of it all the same.
    void doubt(long newHead) {
        if (newHead < head()) {
            doubtful.add(new Doubtful(
                    List.copyOf(sent.subList((int) newHead, sent.size())),
                    List.copyOf(firstUses.subList((int) newHead, sent.size()))));
            lose(newHead);
        }
    }

    /// The log has come back with entries behind the head, which it had refused.
    void adopt(List<Entry> behind) {
        var adopted =
                doubtful.stream().filter(refused -> refused.beginsWith(behind)).findFirst();
        if (adopted.isEmpty() && !behind.isEmpty()) {
            throw new AssertionError("entries that nobody sent: " + behind + " (expected: some of " + doubtful + ")");
        }
        adopted.ifPresent(refused -> {
            sent.addAll(refused.sent().subList(0, behind.size()));
            firstUses.addAll(refused.firstUses().subList(0, behind.size()));
        });
        doubtful.clear();
    }

    /// The log has come back, perhaps with what had been evicted.
    void comeBack(long newFirst) {
        evict(newFirst);
        if (newFirst < first) {
            evicted.clear();
            noteEvicted(1, newFirst);
            first = newFirst;
        }
    }

    /// The highest offset at which something is gone for somebody who wants this; 0 if nothing is.
    long gone(Want want) {
        if (want.exactTopics().isEmpty()) {
            return first - 1;
        }
        long gone = 0;
        for (var topic : want.exactTopics()) {
            gone = Math.max(gone, evicted.getOrDefault(topic, 0L));
        }
        return gone;
    }

    /// What is retained behind an offset, up to another.
    List<Sent> between(long after, long upTo, Predicate<Sent> test) {
        var found = new ArrayList<Sent>();
        for (long offset = Math.max(after + 1, first); offset <= Math.min(upTo, head()); offset++) {
            if (test.test(get(offset))) {
                found.add(get(offset));
            }
        }
        return found;
    }

    /// The offset of the newest entry of each key.
    Map<String, Long> newest() {
        var newest = new HashMap<String, Long>();
        for (long offset = first; offset <= head(); offset++) {
            newest.put(get(offset).keyName(), offset);
        }
        return newest;
    }

    /// The first use of an id of which a use is retained; null if there is none.
    @Nullable
    FirstUse find(String id) {
        long use = lastUse(id, head());
        return use < first ? null : firstUses.get((int) use - 1);
    }

    private void noteEvicted(long from, long to) {
        for (long offset = from; offset < to; offset++) {
            for (var topic : get(offset).publication().topics()) {
                evicted.merge(topic, offset, Math::max);
            }
        }
    }

    /// An older use may have been evicted before the newer one was appended, or afterwards: both in one call.
    private FirstUse firstUseWhileEvicting(long offset, long newFirst) {
        long former = formerUse(offset);
        if (former < first) {
            return new FirstUse(offset, offset);
        }
        var use = firstUses.get((int) former - 1);
        return former < newFirst ? new FirstUse(use.low(), offset) : use;
    }

    private long formerUse(long offset) {
        return get(offset).id().isEmpty() ? 0 : lastUse(get(offset).id(), offset - 1);
    }

    private long lastUse(String id, long upTo) {
        for (long offset = upTo; offset >= 1; offset--) {
            if (get(offset).id().equals(id)) {
                return offset;
            }
        }
        return 0;
    }
}
