package dev.spate.hub.spi;

import java.util.List;

/// What one read of a log gave. Thread-safe: immutable.
///
/// @param entries what matched, in order
/// @param next the offset after which the next read goes on; everything up to it has been looked at
/// @param isAtHead whether `next` was the head of the log when it was read
/// @param missing what was evicted between the asked offset and the first entry looked at
public record Page(List<Entry> entries, long next, boolean isAtHead, Missing missing) {
    public Page {
        entries = List.copyOf(entries);
    }
}
