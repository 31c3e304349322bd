package dev.spate.hub.internal.delivery;

import java.util.concurrent.atomic.LongAdder;

/// What the senders of a hub count. Each sender adds to its own once a turn; whoever asks adds them up.
/// Thread-safe.
public final class Tally {
    final LongAdder delivered = new LongAdder();
    final LongAdder deliveredBytes = new LongAdder();
    final LongAdder writes = new LongAdder();
    final LongAdder heartbeats = new LongAdder();
    final LongAdder gaps = new LongAdder();
    final LongAdder closedSlow = new LongAdder();
    final LongAdder lagging = new LongAdder();
    final LongAdder pinnedBytes = new LongAdder();

    /// @return events handed to sinks
    public long delivered() {
        return delivered.sum();
    }

    /// @return bytes handed to sinks
    public long deliveredBytes() {
        return deliveredBytes.sum();
    }

    /// @return blocks handed to sinks
    public long writes() {
        return writes.sum();
    }

    /// @return heartbeat comments
    public long heartbeats() {
        return heartbeats.sum();
    }

    /// @return gaps announced
    public long gaps() {
        return gaps.sum();
    }

    /// @return subscriptions closed for being stalled
    public long closedSlow() {
        return closedSlow.sum();
    }

    /// @return subscriptions that are behind now
    public long lagging() {
        return lagging.sum();
    }

    /// @return bytes of blocks that sinks hold now
    public long pinnedBytes() {
        return pinnedBytes.sum();
    }
}
