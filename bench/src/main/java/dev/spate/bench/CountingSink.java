package dev.spate.bench;

import dev.spate.hub.Block;
import dev.spate.hub.EventSink;
import dev.spate.hub.Framing;

/// A sink that costs next to nothing: it counts what it is given. Many subscriptions may share one.
///
/// Owner: the delivery loop of its subscriptions.
final class CountingSink implements EventSink {
    private long blocks;
    private long bytes;

    @Override
    public Framing framing() {
        return Framing.CHUNKED;
    }

    @Override
    public void write(Block block) {
        blocks++;
        bytes += block.length();
    }

    @Override
    public void flush() {}

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public long pendingBytes() {
        return 0;
    }

    @Override
    public void close() {}

    @Override
    public void abort() {}

    long blocks() {
        return blocks;
    }

    long bytes() {
        return bytes;
    }
}
