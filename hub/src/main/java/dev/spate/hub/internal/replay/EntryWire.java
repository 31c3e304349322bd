package dev.spate.hub.internal.replay;

import dev.spate.hub.spi.Entry;
import dev.spate.wire.EventEncoder;
import dev.spate.wire.EventId;

/// An entry as subscribers are sent it. Thread-safe: stateless.
public final class EntryWire {
    private EntryWire() {}

    /// Appends the event of an entry, under its publisher's id or, where there is none, its position.
    public static void append(Entry entry, EventEncoder encoder) {
        var event = entry.publication().event();
        encoder.event(event, event.id().isNone() ? new EventId(entry.position().text()) : event.id());
    }
}
