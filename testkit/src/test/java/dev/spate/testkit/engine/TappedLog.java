package dev.spate.testkit.engine;

import dev.spate.hub.Durability;
import dev.spate.hub.Publication;
import dev.spate.hub.spi.Appending;
import dev.spate.hub.spi.Entry;
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
import java.util.concurrent.CopyOnWriteArrayList;

/// A log of which everything that came out of its tail is remembered.
///
/// Thread-safe.
final class TappedLog implements EventLog {
    /// All that came out of the tail, in order.
    final List<Published> tapped = new CopyOnWriteArrayList<>();

    private final EventLog log;

    TappedLog(EventLog log) {
        this.log = log;
    }

    @Override
    public CompletionStage<Long> tail(TailListener listener) {
        return log.tail(entries -> {
            entries.stream().map(TappedLog::published).forEach(tapped::add);
            listener.onEntries(entries);
        });
    }

    private static Published published(Entry entry) {
        return new Published(entry.position(), entry.publication());
    }

    @Override
    public Appending append(List<Publication> batch) {
        return log.append(batch);
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
    public CompletionStage<Page> readKeyed(long after, int maxEntries) {
        return log.readKeyed(after, maxEntries);
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
    public CompletionStage<Long> beforeLast(EntryFilter filter, int count) {
        return log.beforeLast(filter, count);
    }

    @Override
    public CompletionStage<Page> latest(long after, long upTo, EntryFilter filter, int maxEntries) {
        return log.latest(after, upTo, filter, maxEntries);
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
