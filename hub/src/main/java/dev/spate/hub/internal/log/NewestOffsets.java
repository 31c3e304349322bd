package dev.spate.hub.internal.log;

import java.util.HashMap;
import java.util.Map;

/// Which retained entry is the newest of a key.
///
/// Owner: whoever holds the log's lock.
final class NewestOffsets {
    private final Map<String, Long> offsets = new HashMap<>();
    private long heapBytes;

    /// Notes an entry that is newer than all before.
    ///
    /// @return the offset of the one that was the newest of this name, or -1
    long put(String name, long offset) {
        var before = offsets.put(name, offset);
        if (before == null) {
            heapBytes += HeapCost.name(name);
            return -1;
        }
        return before;
    }

    /// Forgets an entry, if it is still the newest of this name.
    void remove(String name, long offset) {
        if (offsets.remove(name, offset)) {
            heapBytes -= HeapCost.name(name);
        }
    }

    long heapBytes() {
        return heapBytes;
    }
}
