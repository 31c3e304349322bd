package dev.spate.server;

import dev.spate.hub.Durability;
import dev.spate.hub.HubException;
import dev.spate.hub.LogCounters;
import dev.spate.hub.Position;
import dev.spate.hub.Publication;
import dev.spate.hub.Retention;
import dev.spate.hub.internal.log.MemoryEventLog;
import dev.spate.hub.spi.Appending;
import dev.spate.hub.spi.EntryFilter;
import dev.spate.hub.spi.EpochHistory;
import dev.spate.hub.spi.EventLog;
import dev.spate.hub.spi.LogBounds;
import dev.spate.hub.spi.Page;
import dev.spate.hub.spi.TailListener;
import dev.spate.hub.spi.TopicSummary;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/// A log in memory that passes for one on a disk, and gets into trouble when a test wants it to.
///
/// Thread-safe.
final class SteeredLog implements EventLog {
    private final EventLog log =
            new MemoryEventLog(Retention.forMemory(), InstantSource.system(), new Random(), Thread::startVirtualThread);
    private final AtomicBoolean losesAnswer = new AtomicBoolean();
    private volatile CompletableFuture<Void> disk = CompletableFuture.completedFuture(null);
    private volatile Optional<String> trouble = Optional.empty();
    private volatile LogCounters counters = LogCounters.NONE;

    /// From now on nothing is durable before this has completed.
    void durableAfter(CompletableFuture<Void> stage) {
        disk = stage;
    }

    void trouble(String sentence) {
        trouble = sentence.isEmpty() ? Optional.empty() : Optional.of(sentence);
    }

    /// From now on it says that it has done this.
    void counts(LogCounters done) {
        counters = done;
    }

    /// The next append is done, and nobody is told.
    void loseNextAnswer() {
        losesAnswer.set(true);
    }

    @Override
    public Appending append(List<Publication> batch) {
        var written = log.append(batch).written();
        if (losesAnswer.getAndSet(false)) {
            return Appending.failed(new HubException("disk: no answer (expected: one)", new IllegalStateException()));
        }
        CompletionStage<List<Position>> durable = written.thenCombine(disk, (positions, done) -> positions);
        return new Appending(written, durable);
    }

    @Override
    public Durability durability() {
        return Durability.MEMORY;
    }

    @Override
    public boolean reachesDisk() {
        return true;
    }

    @Override
    public LogCounters counters() {
        return counters;
    }

    @Override
    public Optional<String> trouble() {
        return trouble;
    }

    @Override
    public CompletionStage<Long> tail(TailListener listener) {
        return log.tail(listener);
    }

    @Override
    public CompletionStage<Page> read(long after, EntryFilter filter, int maxEntries, long maxBytes) {
        return log.read(after, filter, maxEntries, maxBytes);
    }

    @Override
    public CompletionStage<Page> readConflated(long after, EntryFilter filter, int maxEntries, long maxBytes) {
        return log.readConflated(after, filter, maxEntries, maxBytes);
    }

    @Override
    public CompletionStage<Page> readKeyed(long after, int maxEntries, long maxBytes) {
        return log.readKeyed(after, maxEntries, maxBytes);
    }

    @Override
    public CompletionStage<Long> beforeTime(long timeMillis) {
        return log.beforeTime(timeMillis);
    }

    @Override
    public CompletionStage<List<TopicSummary>> topics(String after, int max) {
        return log.topics(after, max);
    }

    @Override
    public CompletionStage<Long> beforeLast(EntryFilter filter, int count) {
        return log.beforeLast(filter, count);
    }

    @Override
    public CompletionStage<Page> latest(long after, long upTo, EntryFilter filter, int maxEntries, long maxBytes) {
        return log.latest(after, upTo, filter, maxEntries, maxBytes);
    }

    @Override
    public CompletionStage<Optional<Long>> find(String id) {
        return log.find(id);
    }

    @Override
    public EpochHistory epochs() {
        return log.epochs();
    }

    @Override
    public LogBounds bounds() {
        return log.bounds();
    }

    @Override
    public CompletionStage<Void> maintain() {
        return log.maintain();
    }

    @Override
    public void close() {
        log.close();
    }
}
