package dev.spate.hub.internal.delivery;

import dev.spate.hub.Block;
import org.jspecify.annotations.Nullable;

/// What somebody at a certain cursor lacks, as far as one go takes it.
///
/// Owner: the delivery loop of its sender, for one turn.
///
/// @param block the bytes, or null if nothing of what was looked at is wanted
/// @param to everything up to this offset has been looked at
/// @param lastOffset the offset of the last entry in the block
/// @param count how many entries the block holds
record Backlog(@Nullable Block block, long to, long lastOffset, int count) {
    /// @return how many bytes it takes on the wire
    int bytes() {
        return block == null ? 0 : block.length();
    }
}
