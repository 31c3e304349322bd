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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A log that appends when the test says so, and can do nothing else.
///
/// Thread-safe: the sequencer appends, the test takes what was asked for and answers.
final class ScriptedLog implements EventLog {
    private static final long WAIT_SECONDS = 30;

    final BlockingQueue<Append> appends = new LinkedBlockingQueue<>();
    private long offset;
    private volatile @Nullable RuntimeException thrown;

    /// An append that was asked for.
    record Append(List<Publication> batch, CompletableFuture<List<Position>> answer) {
        List<String> data() {
            return batch.stream().map(publication -> publication.event().data()).toList();
        }
    }

    /// The next append, as soon as it is asked for.
    Append next() throws InterruptedException {
        return Objects.requireNonNull(appends.poll(WAIT_SECONDS, TimeUnit.SECONDS), "no append");
    }

    /// Answers an append with the next positions.
    void answer(Append append) {
        var positions = new ArrayList<Position>();
        for (int index = 0; index < append.batch().size(); index++) {
            offset++;
            positions.add(new Position(1, offset));
        }
        append.answer().complete(positions);
    }

    /// Lets every append throw from now on.
    void failAtOnce(RuntimeException failure) {
        thrown = failure;
    }

    @Override
    public Appending append(List<Publication> batch) {
        if (thrown != null) {
            throw thrown;
        }
        var append = new Append(List.copyOf(batch), new CompletableFuture<>());
        appends.add(append);
        return Appending.of(append.answer());
    }

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
    public CompletionStage<Page> readKeyed(long after, int maxEntries) {
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
    public Durability durability() {
        return Durability.MEMORY;
    }

    @Override
    public boolean reachesDisk() {
        return false;
    }

    @Override
    public CompletionStage<Long> beforeLast(EntryFilter filter, int count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Page> latest(long after, long upTo, EntryFilter filter, int maxEntries) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Optional<Long>> find(String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public EpochHistory epochs() {
        throw new UnsupportedOperationException();
    }

    @Override
    public LogBounds bounds() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Void> maintain() {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void close() {}
}
