package dev.spate.testkit.engine;

import dev.spate.hub.Retention;
import dev.spate.hub.internal.log.MemoryEventLog;
import dev.spate.hub.spi.EventLog;
import dev.spate.testkit.FakeClock;
import dev.spate.testkit.ForwardingLog;
import java.time.Duration;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A log in memory that does what it was asked to look after when the test says so.
///
/// Thread-safe: a queue, and a log.
final class LateEvictionLog extends ForwardingLog {
    private final FakeClock clock;
    private final EventLog log;
    private final Queue<CompletableFuture<Void>> asked = new ConcurrentLinkedQueue<>();

    LateEvictionLog(Retention retention) {
        this(retention, new FakeClock());
    }

    private LateEvictionLog(Retention retention, FakeClock clock) {
        this(clock, new MemoryEventLog(retention, clock, new Random(), Runnable::run));
    }

    private LateEvictionLog(FakeClock clock, EventLog log) {
        super(log);
        this.clock = clock;
        this.log = log;
    }

    @Override
    public CompletionStage<Void> maintain() {
        var stage = new CompletableFuture<Void>();
        asked.add(stage);
        return stage;
    }

    void pass(Duration time) {
        clock.advance(time);
    }

    /// Evicts what is too old, for everybody who has asked.
    ///
    /// @return for how many that was
    int evict() {
        Room.join(log.maintain().toCompletableFuture());
        int count = 0;
        for (var stage = asked.poll(); stage != null; stage = asked.poll()) {
            stage.complete(null);
            count++;
        }
        return count;
    }
}
