package dev.spate.hub.spi;

import java.util.List;

/// What one read of a log gave. Thread-safe: immutable.
///
/// @param entries what matched, in order
/// @param next the offset after which the next read goes on; everything up to it has been looked at
/// @param isAtHead whether `next` was the head of the log when it was read
/// @param missing what was evicted between the asked offset and the first entry looked at
/// @param superseded how many that were wanted were left out because newer ones of their key have replaced them
public record Page(List<Entry> entries, long next, boolean isAtHead, Missing missing, long superseded) {
    public Page {
        entries = List.copyOf(entries);
    }

    /// A page that leaves nothing out.
    ///
    /// @param entries what matched, in order
    /// @param next the offset after which the next read goes on; everything up to it has been looked at
    /// @param isAtHead whether `next` was the head of the log when it was read
    /// @param missing what was evicted between the asked offset and the first entry looked at
    public Page(List<Entry> entries, long next, boolean isAtHead, Missing missing) {
        this(entries, next, isAtHead, missing, 0);
    }
}
