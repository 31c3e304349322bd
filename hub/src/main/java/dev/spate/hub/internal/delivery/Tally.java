package dev.spate.hub.internal.delivery;

import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/// What the senders of a hub count. Thread-safe.
public final class Tally {
    final LongAdder delivered = new LongAdder();
    final LongAdder deliveredBytes = new LongAdder();
    final LongAdder writes = new LongAdder();
    final LongAdder heartbeats = new LongAdder();
    final LongAdder gaps = new LongAdder();
    final LongAdder closedSlow = new LongAdder();
    final LongAdder lagging = new LongAdder();
    private final CopyOnWriteArrayList<Pinned> pinned = new CopyOnWriteArrayList<>();

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
        long bytes = 0;
        for (var one : pinned) {
            bytes += one.bytes();
        }
        return bytes;
    }

    /// From now on, counts what a sender pins.
    void add(Pinned one) {
        pinned.add(one);
    }

    /// Counts no longer what a sender pins: it has ended, and what its sinks hold is not the hub's any more.
    void remove(Pinned one) {
        pinned.remove(one);
    }
}
