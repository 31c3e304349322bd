package dev.spate.testkit;

import dev.spate.hub.Durability;
import dev.spate.hub.LogCounters;
import dev.spate.hub.Publication;
import dev.spate.hub.spi.Appending;
import dev.spate.hub.spi.EntryFilter;
import dev.spate.hub.spi.EpochHistory;
import dev.spate.hub.spi.EventLog;
import dev.spate.hub.spi.LogBounds;
import dev.spate.hub.spi.Page;
import dev.spate.hub.spi.TailListener;
import dev.spate.hub.spi.TopicSummary;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// A log that leaves everything to another one, for tests that watch or disturb a part of it.
///
/// ```java
/// final class ForgetfulLog extends ForwardingLog {
///     @Override
///     public CompletionStage<Optional<Long>> find(String id) {
///         return CompletableFuture.completedStage(Optional.empty());
///     }
/// }
/// ```
///
/// Thread-safe, as the other one is.
public abstract class ForwardingLog implements EventLog {
    private final EventLog log;

    /// @param log what everything is left to
    protected ForwardingLog(EventLog log) {
        this.log = log;
    }

    @Override
    public CompletionStage<Long> tail(TailListener listener) {
        return log.tail(listener);
    }

    @Override
    public Appending append(List<Publication> batch) {
        return log.append(batch);
    }

    @Override
    public Durability durability() {
        return log.durability();
    }

    @Override
    public boolean reachesDisk() {
        return log.reachesDisk();
    }

    @Override
    public Optional<String> trouble() {
        return log.trouble();
    }

    @Override
    public LogCounters counters() {
        return log.counters();
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
    public CompletionStage<Page> latest(long after, long upTo, EntryFilter filter, int maxEntries, long maxBytes) {
        return log.latest(after, upTo, filter, maxEntries, maxBytes);
    }

    @Override
    public CompletionStage<Long> beforeLast(EntryFilter filter, int count) {
        return log.beforeLast(filter, count);
    }

    @Override
    public CompletionStage<Long> beforeTime(long timeMillis) {
        return log.beforeTime(timeMillis);
    }

    @Override
    public CompletionStage<Optional<Long>> find(String id) {
        return log.find(id);
    }

    @Override
    public CompletionStage<List<TopicSummary>> topics(String after, int max) {
        return log.topics(after, max);
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
