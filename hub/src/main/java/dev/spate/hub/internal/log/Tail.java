package dev.spate.hub.internal.log;

import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.TailListener;
import java.util.List;

/// Who gets what is appended. Thread-safe: immutable.
///
/// @param listener takes the entries
/// @param after the offset after which it gets everything
record Tail(TailListener listener, long after) {
    /// Hands entries over, but for those that were there before the listener was.
    void take(List<Entry> appended) {
        boolean areAllFresh = appended.getFirst().offset() > after;
        var fresh = areAllFresh
                ? appended
                : appended.stream().filter(entry -> entry.offset() > after).toList();
        if (!fresh.isEmpty()) {
            listener.onEntries(fresh);
        }
    }
}
