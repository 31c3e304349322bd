package dev.spate.hub.internal.log;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Which entry first used an id that a publisher gave, for as long as some entry that used it is retained. It is
/// the first, since somebody may come back who has seen only that one, and is to miss nothing after it; and it
/// counts even if it has been evicted, so that what went with it is a gap.
///
/// Owner: whoever holds the log's lock.
final class FirstUses {
    private final Map<String, Use> uses = new HashMap<>();
    private long heapBytes;

    private record Use(long first, long newest) {}

    /// Notes an entry that is newer than all before.
    void add(String id, long offset) {
        var before = uses.get(id);
        if (before == null) {
            heapBytes += HeapCost.id(id);
        }
        uses.put(id, new Use(before == null ? offset : before.first(), offset));
    }

    /// Forgets an id, if this entry is the newest that used it.
    void remove(String id, long offset) {
        var use = uses.get(id);
        if (use != null && use.newest() == offset) {
            uses.remove(id);
            heapBytes -= HeapCost.id(id);
        }
    }

    Optional<Long> find(String id) {
        return Optional.ofNullable(uses.get(id)).map(Use::first);
    }

    long heapBytes() {
        return heapBytes;
    }
}
