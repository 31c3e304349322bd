package dev.spate.hub.internal.sequence;

import dev.spate.hub.Durability;
import dev.spate.hub.Position;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A log in memory that was empty and takes one publication, at once, and has it on its disk when the test says so.
/// Nobody reads it.
///
/// Owner: the sequencer thread; whoever is its disk completes the stage it was given.
final class GivenLog implements EventLog {
    static final List<Position> FIRST = List.of(new Position(1, 1));

    private static final EpochHistory EPOCHS = EpochHistory.beginning(1);
    private static final LogBounds EMPTY = new LogBounds(1, 0, 0, 0);

    private final CompletionStage<List<Position>> durable;
    private int appended;

    /// Its disk is as quick as its memory.
    GivenLog() {
        this(CompletableFuture.completedStage(FIRST));
    }

    /// @param durable completes once the publication is on the disk
    GivenLog(CompletionStage<List<Position>> durable) {
        this.durable = durable;
    }

    /// @return how many publications it took
    int appended() {
        return appended;
    }

    @Override
    public Appending append(List<Publication> batch) {
        appended += batch.size();
        return new Appending(CompletableFuture.completedStage(FIRST), durable);
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
    public EpochHistory epochs() {
        return EPOCHS;
    }

    @Override
    public LogBounds bounds() {
        return EMPTY;
    }

    @Override
    public CompletionStage<Void> maintain() {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void close() {}

    @Override
    public CompletionStage<Long> tail(TailListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Page> read(long after, EntryFilter filter, int maxEntries, long maxBytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Page> readConflated(long after, EntryFilter filter, int maxEntries, long maxBytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Page> readKeyed(long after, int maxEntries, long maxBytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Long> beforeTime(long timeMillis) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<List<TopicSummary>> topics(String after, int max) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Long> beforeLast(EntryFilter filter, int count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Page> latest(long after, long upTo, EntryFilter filter, int maxEntries, long maxBytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Optional<Long>> find(String id) {
        throw new UnsupportedOperationException();
    }
}
