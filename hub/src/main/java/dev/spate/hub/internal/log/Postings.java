package dev.spate.hub.internal.log;

import dev.spate.hub.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the entries of each topic lie, so that reading a quiet topic costs by its own entries. Holds just what is
/// retained.
///
/// Owner: whoever holds the log's lock.
final class Postings {
    // By text, which is comparable: a map of topics could be made slow by topics whose hashes collide.
    private final Map<String, LongRing> offsets = new HashMap<>();
    private long heapBytes;

    /// Adds an offset that is greater than all before.
    void add(List<Topic> topics, long offset) {
        for (var topic : topics) {
            var ring = offsets.get(topic.name());
            if (ring == null) {
                ring = new LongRing();
                offsets.put(topic.name(), ring);
                heapBytes += HeapCost.topic(topic.name());
            }
            // A topic may be given twice.
            if (ring.isEmpty() || ring.last() != offset) {
                ring.add(offset);
                heapBytes += HeapCost.POSTING;
            }
        }
    }

    /// Removes the least of all offsets.
    void removeFirst(List<Topic> topics, long offset) {
        for (var topic : topics) {
            var ring = offsets.get(topic.name());
            if (ring == null || ring.get(0) != offset) {
                continue;
            }
            ring.removeFirst();
            heapBytes -= HeapCost.POSTING;
            if (ring.isEmpty()) {
                offsets.remove(topic.name());
                heapBytes -= HeapCost.topic(topic.name());
            }
        }
    }

    /// The offsets of a topic's entries, or null if there are none.
    @Nullable
    LongRing of(Topic topic) {
        return offsets.get(topic.name());
    }

    long heapBytes() {
        return heapBytes;
    }
}
