package dev.spate.hub.spi;

import java.util.List;

/// Takes what comes out of a log's tail.
@FunctionalInterface
public interface TailListener {
    /// Called by one thread at a time, in the log's order, each entry once.
    ///
    /// @param entries at least one, ascending
    void onEntries(List<Entry> entries);
}
