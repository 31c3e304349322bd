package dev.spate.hub.internal.delivery;

import dev.spate.hub.Block;
import dev.spate.hub.Framing;
import dev.spate.hub.internal.replay.Frame;
import java.util.ArrayList;
import java.util.List;

/// Gathers wire bytes and makes one framed block of them.
///
/// Owner: the delivery loop of its sender.
final class BlockBuilder {
    private final List<byte[]> parts = new ArrayList<>();
    private final Pinned pinned;
    private int length;

    BlockBuilder(Pinned pinned) {
        this.pinned = pinned;
    }

    void add(byte[] part) {
        parts.add(part);
        length += part.length;
    }

    /// @return how many bytes have been gathered, without framing
    int length() {
        return length;
    }

    /// Makes the block and forgets the parts.
    ///
    /// @return a block with the hub's own share
    Block build(Framing framing) {
        byte[] bytes = joined(Frame.head(framing, length), Frame.tail(framing));
        clear();
        return blockOf(bytes);
    }

    /// Makes a block of bytes that are framed already; nobody writes to them again.
    ///
    /// @return a block with the hub's own share
    Block blockOf(byte[] bytes) {
        var block = new Block(bytes, bytes.length, pinned);
        pinned.made(block);
        return block;
    }

    /// Forgets the parts.
    void clear() {
        parts.clear();
        length = 0;
    }

    private byte[] joined(byte[] before, byte[] behind) {
        byte[] bytes = new byte[before.length + length + behind.length];
        int at = put(before, bytes, 0);
        for (int index = 0; index < parts.size(); index++) {
            at = put(parts.get(index), bytes, at);
        }
        put(behind, bytes, at);
        return bytes;
    }

    private static int put(byte[] part, byte[] target, int at) {
        System.arraycopy(part, 0, target, at, part.length);
        return at + part.length;
    }
}
