package dev.spate.hub.logfiles;

import dev.spate.hub.spi.Entry;

/// Takes the entries of a log, one by one, on the thread that reads them.
@FunctionalInterface
public interface EntryReceiver {
    /// @param entry the next entry
    /// @return whether more are wanted
    boolean take(Entry entry);
}
