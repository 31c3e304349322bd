package dev.spate.server.internal.netty;

import dev.spate.hub.Block;
import io.netty.channel.unix.IovArray;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// The blocks that a [SocketStream] has been given and that have not left, in order; a share of each is held, and
/// given back once its bytes are in the socket. A subscription hardly ever writes more than one block before it
/// lets it go, so what holds a second one is made only then.
///
/// Owner: the connection's event loop.
final class UnsentBlocks {
    private @Nullable Block first;
    private @Nullable ArrayDeque<Block> rest;
    /// How much of the first block has left.
    private int sent;

    /// Takes a share of a block.
    void add(Block block) {
        block.retain();
        if (first == null) {
            first = block;
            return;
        }
        if (rest == null) {
            rest = new ArrayDeque<>(4);
        }
        rest.add(block);
    }

    /// @return the bytes that have not left
    long bytes() {
        long bytes = first == null ? 0 : first.length() - sent;
        if (rest != null) {
            for (Block block : rest) {
                bytes += block.length();
            }
        }
        return bytes;
    }

    /// Sends as much as the socket takes, with one system call where it takes everything.
    ///
    /// @return whether everything has left
    /// @throws IOException if the connection is broken
    boolean sendTo(Socket socket, NettyLoop loop) throws IOException {
        while (first != null) {
            boolean hasTakenAll = rest == null ? sendFirst(first, socket, loop) : sendGathered(first, socket, loop);
            if (!hasTakenAll) {
                return false;
            }
        }
        return true;
    }

    /// Gives everything up.
    void clear() {
        advance(bytes());
    }

    private boolean sendFirst(Block block, Socket socket, NettyLoop loop) throws IOException {
        int wanted = block.length() - sent;
        int taken = carrier(block, loop).send(socket, sent, block.length());
        advance(taken);
        return taken == wanted;
    }

    /// As many blocks as one system call carries.
    private boolean sendGathered(Block block, Socket socket, NettyLoop loop) throws IOException {
        IovArray array = loop.clearedArray();
        carrier(block, loop).addTo(array, sent, block.length());
        if (rest != null) {
            for (Block next : rest) {
                if (!carrier(next, loop).addTo(array, 0, next.length())) {
                    break;
                }
            }
        }
        long wanted = array.size();
        long taken = socket.writevAddresses(array.memoryAddress(0), array.count());
        advance(taken);
        return taken == wanted;
    }

    private static SharedBytes carrier(Block block, NettyLoop loop) {
        return block.carrier(SharedBytes.class, loop.carrierMaker());
    }

    private void advance(long bytes) {
        long left = bytes;
        while (first != null && left >= first.length() - sent) {
            left -= first.length() - sent;
            sent = 0;
            Block gone = first;
            first = rest == null ? null : rest.poll();
            rest = rest == null || rest.isEmpty() ? null : rest;
            gone.release();
        }
        sent += (int) left;
    }
}
