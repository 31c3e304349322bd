package dev.spate.hub.internal.delivery;

import dev.spate.hub.spi.Entry;
import dev.spate.wire.EventEncoder;
import dev.spate.wire.EventId;

/// An entry as the window keeps it: what decides who gets it, and its bytes on the wire, encoded once. Its data is
/// kept only as those bytes. Thread-safe: immutable.
final class WindowEntry {
    /// What an entry takes beside its wire bytes, roughly: objects, topics, array headers.
    private static final int OVERHEAD_BYTES = 200;

    private final long offset;
    private final Traits traits;
    private final byte[] wire;
    private final long startBytes;

    private WindowEntry(long offset, Traits traits, byte[] wire, long startBytes) {
        this.offset = offset;
        this.traits = traits;
        this.wire = wire;
        this.startBytes = startBytes;
    }

    static WindowEntry of(Entry entry, EventEncoder encoder, long bytesBefore) {
        return new WindowEntry(entry.offset(), Traits.of(entry.publication()), encode(entry, encoder), bytesBefore);
    }

    static byte[] encode(Entry entry, EventEncoder encoder) {
        var event = entry.publication().event();
        encoder.reset();
        encoder.event(event, event.id().isNone() ? new EventId(entry.position().text()) : event.id());
        return encoder.toBytes();
    }

    /// Where it stands.
    long offset() {
        return offset;
    }

    /// What filters look at.
    Traits traits() {
        return traits;
    }

    /// The event as it is sent, unframed; shared, never written to.
    byte[] wire() {
        return wire;
    }

    /// How many bytes the window had taken in before it.
    long startBytes() {
        return startBytes;
    }

    /// How many bytes the window had taken in with it.
    long endBytes() {
        return startBytes + wire.length + OVERHEAD_BYTES;
    }
}
