package dev.spate.hub.internal.delivery;

import dev.spate.hub.Block;
import dev.spate.hub.EventSink;
import dev.spate.hub.Framing;

/// The way out of one subscription: its sink, when something was last written to it, and since when it takes
/// nothing.
///
/// Owner: the delivery loop of its sender.
final class Outlet {
    private static final int NEVER = -1;

    private final Sender sender;
    private final EventSink sink;
    private final Framing framing;
    private int lastWrite;
    private int stalledSince = NEVER;
    private long stalledBytes;

    Outlet(Sender sender, EventSink sink, Framing framing) {
        this.sender = sender;
        this.sink = sink;
        this.framing = framing;
        this.lastWrite = sender.second();
    }

    boolean isWritable() {
        return sink.isWritable();
    }

    /// Whether it takes bytes, if need be after what waits has been let go.
    boolean isWritableAfterFlush() {
        if (!sink.isWritable()) {
            sink.flush();
        }
        return sink.isWritable();
    }

    /// Writes bytes that nobody else is given.
    void write(byte[] bytes) {
        var block = sender.blockOf(framing, bytes);
        try {
            write(block);
        } finally {
            block.release();
        }
    }

    /// Writes a block; the caller keeps its share.
    void write(Block block) {
        sink.write(block);
        lastWrite = sender.second();
    }

    void flush() {
        sink.flush();
    }

    /// @return for how many seconds nothing has been written
    int quietSeconds() {
        return sender.second() - lastWrite;
    }

    /// Notes that the sink takes nothing, if that is so and has not been noted.
    ///
    /// @return whether it has been noted now
    boolean noteStall() {
        if (stalledSince != NEVER || sink.isWritable()) {
            return false;
        }
        stalledSince = sender.second();
        stalledBytes = sink.pendingBytes();
        return true;
    }

    /// Notes that the sink takes bytes again.
    ///
    /// @return whether a stall had been noted
    boolean endStall() {
        boolean wasStalled = stalledSince != NEVER;
        stalledSince = NEVER;
        return wasStalled;
    }

    /// To be asked once a second while it is stalled.
    ///
    /// @return whether a byte has left since it was last asked
    boolean hasMoved() {
        long pending = sink.pendingBytes();
        boolean hasMoved = pending < stalledBytes;
        if (hasMoved) {
            stalledSince = sender.second();
        }
        stalledBytes = pending;
        return hasMoved;
    }

    /// @return for how many seconds no byte has left
    int stalledSeconds() {
        return sender.second() - stalledSince;
    }

    void close() {
        sink.flush();
        sink.close();
    }

    void abort() {
        sink.abort();
    }
}
