package dev.spate.hub.internal.delivery;

import dev.spate.hub.internal.replay.EntryWire;
import dev.spate.hub.spi.Entry;
import dev.spate.wire.EventEncoder;

/// An entry as the window keeps it: what decides who gets it, and its bytes on the wire, encoded once. Its data is
/// kept only as those bytes. Thread-safe: immutable.
final class WindowEntry {
    /// What an entry takes beside its wire bytes and its topics, roughly: objects, array headers.
    private static final int OVERHEAD_BYTES = 150;
    /// What a topic takes beside its characters.
    private static final int TOPIC_OVERHEAD_BYTES = 64;

    private final long offset;
    private final Traits traits;
    private final byte[] wire;
    private final long startBytes;
    private final long endBytes;
    private final int second;

    private WindowEntry(Entry entry, byte[] wire, long startBytes, int second) {
        this.offset = entry.offset();
        this.traits = Traits.of(entry.publication());
        this.wire = wire;
        this.startBytes = startBytes;
        this.endBytes = startBytes + OVERHEAD_BYTES + wire.length + topicBytes(traits);
        this.second = second;
    }

    /// @param bytesBefore how many bytes the window has taken in before
    /// @param second the second of its life in which it takes this in
    static WindowEntry of(Entry entry, EventEncoder encoder, long bytesBefore, int second) {
        encoder.reset();
        EntryWire.append(entry, encoder);
        return new WindowEntry(entry, encoder.toBytes(), bytesBefore, second);
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
        return endBytes;
    }

    /// In which second of its life the window took it in.
    int second() {
        return second;
    }

    private static long topicBytes(Traits traits) {
        long bytes = 0;
        var topics = traits.topics();
        for (int index = 0; index < topics.size(); index++) {
            bytes += TOPIC_OVERHEAD_BYTES + topics.get(index).name().length();
        }
        return bytes;
    }
}
