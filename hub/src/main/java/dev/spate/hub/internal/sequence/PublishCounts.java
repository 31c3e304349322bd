package dev.spate.hub.internal.sequence;

import dev.spate.hub.PublishResult;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// What becomes of publications, in numbers; whoever has been answered has been counted. Thread-safe.
final class PublishCounts {
    private final AtomicLong published = new AtomicLong();
    private final AtomicLong duplicates = new AtomicLong();
    private final LongAdder refused = new LongAdder();
    /// Written by the sequencer before an answer is given, read by whoever drains.
    private volatile long acknowledged;
    /// Written by the sequencer, read by whoever counts what is held.
    private volatile long keys;

    void count(PublishResult[] results) {
        int taken = 0;
        int repeated = 0;
        for (var result : results) {
            switch (result) {
                case PublishResult.Accepted accepted -> taken++;
                case PublishResult.Duplicate duplicate -> repeated++;
                case PublishResult.Refused one -> {}
            }
        }
        published.addAndGet(taken);
        duplicates.addAndGet(repeated);
        refused.add((long) results.length - taken - repeated);
    }

    void refused(int count) {
        refused.add(count);
    }

    /// As safe as the hub is configured: the newest publication of this offset, and all before it.
    void isAcknowledged(long offset) {
        acknowledged = offset;
    }

    /// How many idempotency keys are remembered now.
    void remembers(long count) {
        keys = count;
    }

    long published() {
        return published.get();
    }

    long duplicates() {
        return duplicates.get();
    }

    long refused() {
        return refused.sum();
    }

    long acknowledged() {
        return acknowledged;
    }

    long keys() {
        return keys;
    }
}
