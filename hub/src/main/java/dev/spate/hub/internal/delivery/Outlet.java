package dev.spate.hub.internal.delivery;

import dev.spate.hub.Block;
import dev.spate.hub.EventSink;
import java.util.List;

/// The way out of one subscription: its sink, when something was last written to it, and whether it takes nothing. It
/// is a part of the subscription, not an object beside it: of idle subscriptions there are many.
///
/// Owner: the delivery loop of its sender.
abstract class Outlet extends Wheel.Spoke {
    final Sender sender;
    private final EventSink sink;
    private final int since;
    private int lastWrite;
    private long writtenBytes;
    private boolean isStalled;

    Outlet(Sender sender, EventSink sink) {
        this.sender = sender;
        this.sink = sink;
        this.since = sender.second();
        this.lastWrite = since;
    }

    final boolean isWritable() {
        return sink.isWritable();
    }

    /// Whether it takes bytes, if need be after what waits has been let go.
    final boolean isWritableAfterFlush() {
        if (!sink.isWritable()) {
            sink.flush();
        }
        return sink.isWritable();
    }

    /// Writes bytes that nobody else is given.
    final void write(byte[] bytes) {
        var block = sender.backlogs().build(sink.framing(), List.of(bytes));
        try {
            write(block);
        } finally {
            block.release();
        }
    }

    /// Writes a block; the caller keeps its share.
    final void write(Block block) {
        sink.write(block);
        lastWrite = sender.second();
        writtenBytes += block.length();
    }

    /// @return how many bytes have been written
    final long writtenBytes() {
        return writtenBytes;
    }

    /// @return for how many seconds it has been there
    final int age() {
        return sender.second() - since;
    }

    final void flush() {
        sink.flush();
    }

    /// @return for how many seconds nothing has been written
    final int quietSeconds() {
        return sender.second() - lastWrite;
    }

    /// Notes that the sink takes nothing, if that is so and has not been noted.
    ///
    /// @return whether it has been noted now
    final boolean noteStall() {
        boolean isNew = !isStalled && !sink.isWritable();
        isStalled |= isNew;
        return isNew;
    }

    /// Notes that the sink takes bytes again.
    ///
    /// @return whether a stall had been noted
    final boolean endStall() {
        boolean wasStalled = isStalled;
        isStalled = false;
        return wasStalled;
    }

    /// @return how many bytes have not left yet
    final long pendingBytes() {
        return sink.pendingBytes();
    }

    final void closeSink() {
        sink.flush();
        sink.close();
    }

    final void abortSink() {
        sink.abort();
    }
}
