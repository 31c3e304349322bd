package dev.spate.hub.internal.delivery;

import dev.spate.hub.Block;
import java.util.concurrent.atomic.AtomicLong;

/// Counts the bytes of blocks that are alive on one loop: those of the current turn, and those that sinks still
/// hold.
///
/// Owner: the delivery loop of its sender; [#bytes()] may be asked by any thread.
final class Pinned implements Block.Account {
    /// Written by the loop alone, read by whoever adds up what the hub pins.
    private final AtomicLong bytes = new AtomicLong();

    void made(Block block) {
        bytes.setRelease(bytes.getPlain() + block.length());
    }

    @Override
    public void released(Block block) {
        bytes.setRelease(bytes.getPlain() - block.length());
    }

    long bytes() {
        return bytes.getAcquire();
    }
}
