package dev.spate.hub.internal.delivery;

import dev.spate.hub.Block;
import dev.spate.hub.Framing;
import dev.spate.wire.EventEncoder;
import java.util.EnumMap;
import java.util.List;

/// The heartbeat comments of one tick: everybody who is due in it shares one block.
///
/// Owner: the delivery loop of its sender.
final class Heartbeats {
    private static final byte[] COMMENT = new EventEncoder().comment("").toBytes();

    private final Sender sender;
    private final EnumMap<Framing, Block> blocks = new EnumMap<>(Framing.class);

    Heartbeats(Sender sender) {
        this.sender = sender;
    }

    /// The comment, in a framing; it is kept until the end of the tick.
    Block in(Framing framing) {
        return blocks.computeIfAbsent(framing, kind -> sender.backlogs().build(kind, List.of(COMMENT)));
    }

    /// Forgets everything: the tick is over.
    void clear() {
        blocks.values().forEach(Block::release);
        blocks.clear();
    }
}
