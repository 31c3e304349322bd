package dev.spate.hub.internal.replay;

import dev.spate.hub.Framing;
import dev.spate.hub.spi.EntryFilter;

/// What is to be read, and how it is to be encoded. Thread-safe: immutable.
///
/// @param filter which entries are wanted
/// @param reading which of them are read
/// @param after the offset after which to begin
/// @param framing how the bytes are framed
/// @param maxEntries the most entries of the page
/// @param maxBytes the page ends with the entry that reaches this many bytes
public record PageRequest(
        EntryFilter filter, Reading reading, long after, Framing framing, int maxEntries, int maxBytes) {}
