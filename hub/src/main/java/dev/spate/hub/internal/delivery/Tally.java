package dev.spate.hub.internal.delivery;

import static java.util.Objects.requireNonNull;

import dev.spate.hub.GapStats;
import dev.spate.hub.ReplayStats;
import dev.spate.hub.SlowStats;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/// What the senders of a hub count. Thread-safe.
public final class Tally {
    final LongAdder delivered = new LongAdder();
    final LongAdder deliveredBytes = new LongAdder();
    final LongAdder writes = new LongAdder();
    final LongAdder heartbeats = new LongAdder();
    final LongAdder closedSlow = new LongAdder();
    final LongAdder lagging = new LongAdder();
    final LongAdder reads = new LongAdder();
    final LongAdder replaysBegun = new LongAdder();
    final LongAdder conflated = new LongAdder();
    final LongAdder skipped = new LongAdder();
    final LongAdder dropped = new LongAdder();
    final LongAdder disconnected = new LongAdder();
    private final LongAdder replayedEvents = new LongAdder();
    private final LongAdder replayedBytes = new LongAdder();
    private final Map<String, LongAdder> gaps = Map.of(
            Gap.EXPIRED, new LongAdder(),
            Gap.EPOCH, new LongAdder(),
            Gap.SLOW, new LongAdder(),
            Gap.UNKNOWN_ID, new LongAdder());
    private final CopyOnWriteArrayList<Pinned> pinned = new CopyOnWriteArrayList<>();

    /// Counts a backlog that was written so many times.
    void count(Backlog backlog, int times) {
        if (backlog.count() > 0 && times > 0) {
            writes.add(times);
            delivered.add((long) times * backlog.count());
            deliveredBytes.add((long) times * backlog.bytes());
        }
    }

    /// Counts what one was given from behind the window.
    void countReplay(Backlog backlog) {
        replayedEvents.add(backlog.count());
        replayedBytes.add(backlog.bytes());
    }

    /// Counts a gap that is announced.
    void count(Gap gap) {
        adder(gap.reason()).increment();
    }

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
        return gaps.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /// @return gaps announced, by their reason
    public GapStats gapReasons() {
        return new GapStats(gaps(Gap.EXPIRED), gaps(Gap.EPOCH), gaps(Gap.SLOW), gaps(Gap.UNKNOWN_ID));
    }

    /// @return what was given from behind the window
    public ReplayStats replays() {
        return new ReplayStats(replaysBegun.sum(), replayedEvents.sum(), replayedBytes.sum(), reads.sum());
    }

    /// @return what became of those that were too slow
    public SlowStats slow() {
        return new SlowStats(conflated.sum(), skipped.sum(), dropped.sum(), disconnected.sum());
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

    private long gaps(String reason) {
        return adder(reason).sum();
    }

    private LongAdder adder(String reason) {
        return requireNonNull(gaps.get(reason));
    }
}
