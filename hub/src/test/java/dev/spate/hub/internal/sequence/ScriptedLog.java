package dev.spate.hub.internal.sequence;

import dev.spate.hub.Durability;
import dev.spate.hub.HubException;
import dev.spate.hub.Position;
import dev.spate.hub.Publication;
import dev.spate.hub.spi.Appending;
import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.EntryFilter;
import dev.spate.hub.spi.EpochHistory;
import dev.spate.hub.spi.EventLog;
import dev.spate.hub.spi.LogBounds;
import dev.spate.hub.spi.Missing;
import dev.spate.hub.spi.Page;
import dev.spate.hub.spi.TailListener;
import dev.spate.hub.spi.TopicSummary;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A log that appends when the test says so, and holds what the test has put into it. Time and topics are none of its
/// business.
///
/// Thread-safe: the sequencer appends and reads, the test takes what was asked for and answers.
final class ScriptedLog implements EventLog {
    private static final long WAIT_SECONDS = 30;

    final BlockingQueue<Append> appends = new LinkedBlockingQueue<>();
    /// What is read by key.
    final List<Entry> held = new CopyOnWriteArrayList<>();
    /// The questions for entries by key: the offset after which.
    final List<Long> keyedReads = new CopyOnWriteArrayList<>();

    private final Durability durability;
    private final AtomicLong offset = new AtomicLong();
    private volatile @Nullable RuntimeException thrown;
    private volatile @Nullable HubException unreadable;
    private volatile Optional<String> trouble = Optional.empty();
    private volatile CompletableFuture<Void> reading = CompletableFuture.completedFuture(null);

    ScriptedLog() {
        this(Durability.MEMORY);
    }

    ScriptedLog(Durability durability) {
        this.durability = durability;
    }

    /// An append that was asked for.
    record Append(
            List<Publication> batch,
            CompletableFuture<List<Position>> written,
            CompletableFuture<List<Position>> durable) {
        static Append none() {
            return new Append(List.of(), new CompletableFuture<>(), new CompletableFuture<>());
        }

        List<String> data() {
            return batch.stream().map(publication -> publication.event().data()).toList();
        }

        void fail(Throwable failure) {
            written.completeExceptionally(failure);
            durable.completeExceptionally(failure);
        }
    }

    /// The next append, as soon as it is asked for.
    Append next() throws InterruptedException {
        return Objects.requireNonNull(appends.poll(WAIT_SECONDS, TimeUnit.SECONDS), "no append");
    }

    /// Answers an append with the next positions, in memory and on the disk.
    void answer(Append append) {
        write(append);
        sync(append);
    }

    /// Answers an append with the next positions, in memory alone.
    void write(Append append) {
        append.written()
                .complete(append.batch().stream()
                        .map(publication -> new Position(1, offset.incrementAndGet()))
                        .toList());
    }

    /// What is in memory is on the disk too.
    void sync(Append append) {
        append.durable().complete(append.written().join());
    }

    /// Puts an entry into the log, as if it had been there before, or was written though the answer got lost.
    void hold(long timeMillis, Publication publication) {
        held.add(new Entry(new Position(1, offset.incrementAndGet()), timeMillis, publication));
    }

    /// Lets every append throw from now on.
    void failAtOnce(RuntimeException failure) {
        thrown = failure;
    }

    /// Lets reading fail from now on, or no more.
    void failReading(@Nullable HubException failure) {
        unreadable = failure;
    }

    /// Lets reading take until this is completed.
    void readAfter(CompletableFuture<Void> stage) {
        reading = stage;
    }

    void trouble(String sentence) {
        trouble = sentence.isEmpty() ? Optional.empty() : Optional.of(sentence);
    }

    @Override
    public Appending append(List<Publication> batch) {
        if (thrown != null) {
            throw thrown;
        }
        var append = new Append(List.copyOf(batch), new CompletableFuture<>(), new CompletableFuture<>());
        appends.add(append);
        return new Appending(append.written(), append.durable());
    }

    @Override
    public CompletionStage<Page> readKeyed(long after, int maxEntries, long maxBytes) {
        keyedReads.add(after);
        return reading.thenApply(now -> {
            if (unreadable != null) {
                throw unreadable;
            }
            var page = held.stream()
                    .filter(entry -> entry.offset() > after)
                    .limit(maxEntries)
                    .toList();
            boolean isAtHead =
                    page.isEmpty() || page.getLast().offset() == held.getLast().offset();
            long next =
                    isAtHead ? Math.max(after, offset.get()) : page.getLast().offset();
            return new Page(page, next, isAtHead, Missing.NOTHING);
        });
    }

    @Override
    public CompletionStage<Long> beforeTime(long timeMillis) {
        return CompletableFuture.completedStage(held.stream()
                .filter(entry -> entry.timeMillis() >= timeMillis)
                .map(entry -> entry.offset() - 1)
                .findFirst()
                .orElse(offset.get()));
    }

    @Override
    public EpochHistory epochs() {
        return EpochHistory.beginning(1);
    }

    @Override
    public LogBounds bounds() {
        return new LogBounds(1, offset.get(), held.size(), 0);
    }

    @Override
    public Durability durability() {
        return durability;
    }

    @Override
    public boolean reachesDisk() {
        return true;
    }

    @Override
    public Optional<String> trouble() {
        return trouble;
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

    @Override
    public CompletionStage<Void> maintain() {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void close() {}
}
