package dev.spate.server.internal.netty;

import dev.spate.hub.Block;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/// The bytes of a block outside the heap, made once for all connections of its loop.
///
/// Owner: the block's loop. The carrier holds one reference of the buffer until it is closed with the block; each
/// write holds one of its own, which Netty gives back.
final class SharedBytes implements Block.Carrier {
    private final ByteBuf buffer;

    private SharedBytes(ByteBuf buffer) {
        this.buffer = buffer;
    }

    static SharedBytes of(Block block, ByteBufAllocator allocator) {
        return new SharedBytes(
                allocator.directBuffer(block.length(), block.length()).writeBytes(block.array(), 0, block.length()));
    }

    /// @return the bytes with indexes of their own; the caller releases them
    ByteBuf retained() {
        return buffer.retainedDuplicate();
    }

    @Override
    public void close() {
        buffer.release();
    }
}
