package dev.spate.server.internal.netty;

import dev.spate.hub.Block;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOutboundBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// The blocks that a connection has written and that have not left it, in order; a share of each is held, and given
/// back once its bytes have gone into the socket.
///
/// Writes carry no promise, since one a delivery is dear. What has left is seen by comparing with what the
/// channel's buffer still holds: each block and each marker is one entry there, and nothing else is written after
/// the head.
///
/// Owner: the connection's event loop.
final class PinnedBlocks {
    /// Stands for an empty write whose promise tells that everything before it has left.
    private static final Block MARKER = new Block(new byte[0], 0, _ -> {});

    private @Nullable Block first;
    private @Nullable ArrayDeque<Block> rest;
    private int unflushed;
    private long bytes;

    /// Takes a share of a block that is being written.
    void add(Block block) {
        block.retain();
        append(block);
        bytes += block.length();
    }

    /// Notes that a marker is being written.
    void addMarker() {
        append(MARKER);
    }

    /// Notes that everything written has been flushed.
    void flushed() {
        unflushed = 0;
    }

    boolean isEmpty() {
        return first == null;
    }

    /// Gives back the shares of what has left.
    ///
    /// @param out the channel's buffer; null once the channel is closed and nothing can leave any more
    void settle(@Nullable ChannelOutboundBuffer out) {
        int left = out == null ? 0 : out.size() + unflushed;
        int count = count();
        while (count > left) {
            releaseFirst();
            count--;
        }
    }

    /// @param out the channel's buffer
    /// @return the bytes that have not left
    long pendingBytes(@Nullable ChannelOutboundBuffer out) {
        settle(out);
        if (out == null || first == null || out.size() + unflushed != count()) {
            return bytes;
        }
        return out.current() instanceof ByteBuf current ? bytes - first.length() + current.readableBytes() : bytes;
    }

    private void append(Block block) {
        if (first == null) {
            first = block;
        } else {
            if (rest == null) {
                rest = new ArrayDeque<>(4);
            }
            rest.add(block);
        }
        unflushed++;
    }

    private int count() {
        return (first == null ? 0 : 1) + (rest == null ? 0 : rest.size());
    }

    private void releaseFirst() {
        Block gone = first;
        first = rest == null ? null : rest.poll();
        if (rest != null && rest.isEmpty()) {
            rest = null;
        }
        if (gone != null && gone != MARKER) {
            bytes -= gone.length();
            gone.release();
        }
    }
}
