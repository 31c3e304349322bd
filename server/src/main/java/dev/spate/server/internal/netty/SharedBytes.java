package dev.spate.server.internal.netty;

import dev.spate.hub.Block;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.unix.IovArray;
import io.netty.channel.unix.Socket;
import java.io.IOException;

/// The bytes of a block outside the heap, made once for all connections of its loop.
///
/// Owner: the block's loop. The carrier holds one reference of the buffer until it is closed with the block; each
/// write to a channel holds one of its own, which Netty gives back.
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

    /// Sends a part of the bytes.
    ///
    /// @return how many the socket took
    int send(Socket socket, int from, int to) throws IOException {
        if (buffer.hasMemoryAddress()) {
            return socket.sendAddress(buffer.memoryAddress(), from, to);
        }
        var bytes = buffer.internalNioBuffer(from, to - from);
        return socket.send(bytes, bytes.position(), bytes.limit());
    }

    /// Adds a part of the bytes to what is sent together; they must stay until that is done.
    ///
    /// @return whether there was room
    boolean addTo(IovArray array, int from, int to) {
        return array.add(buffer, from, to - from);
    }

    @Override
    public void close() {
        buffer.release();
    }
}
