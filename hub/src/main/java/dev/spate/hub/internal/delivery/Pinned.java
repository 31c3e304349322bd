package dev.spate.hub.internal.delivery;

import dev.spate.hub.Block;

/// Counts the bytes of blocks that are alive on one loop: those of the current turn, and those that sinks still
/// hold.
///
/// Owner: the delivery loop of its sender.
final class Pinned implements Block.Account {
    private final Tally tally;
    private long bytes;

    Pinned(Tally tally) {
        this.tally = tally;
    }

    void made(Block block) {
        bytes += block.length();
        tally.pinnedBytes.add(block.length());
    }

    @Override
    public void released(Block block) {
        bytes -= block.length();
        tally.pinnedBytes.add(-block.length());
    }

    long bytes() {
        return bytes;
    }
}
