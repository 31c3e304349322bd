package dev.spate.hub.internal.log;

import dev.spate.hub.Durability;
import dev.spate.hub.HubException;
import dev.spate.hub.Position;
import dev.spate.hub.Publication;
import dev.spate.hub.Retention;
import dev.spate.hub.spi.Appending;
import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.EntryCodec;
import dev.spate.hub.spi.EntryFilter;
import dev.spate.hub.spi.EpochHistory;
import dev.spate.hub.spi.EventLog;
import dev.spate.hub.spi.LogBounds;
import dev.spate.hub.spi.Missing;
import dev.spate.hub.spi.Page;
import dev.spate.hub.spi.TailListener;
import dev.spate.hub.spi.TopicSummary;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The log that lives in memory, and begins a new epoch with every start.
///
/// Entries are held as the bytes of [EntryCodec]. The size that counts for the retention is what all of it takes on
/// the heap, by [HeapCost]; an entry that is larger than the retention by itself is delivered, and is gone at once.
///
/// Appending takes place on the caller's thread: the tail's listener is called before [#append(List)] returns,
/// after which the stage is already complete. Reading takes place on the caller's thread too, and in small pieces:
/// see [Slice]. Only [#beforeLast(EntryFilter, int)] may have to look at much, and leaves that to the executor.
///
/// Thread-safe: one lock guards the entries and their indexes. It is held for appending at most [#MAX_RUN] entries and
/// evicting at most [#MAX_EVICTIONS], or for picking one slice, and never while entries are decoded or foreign code is
/// called.
public final class MemoryEventLog implements EventLog {
    /// The bits of an epoch: they give nine characters of base 36.
    static final int EPOCH_BITS = 46;
    /// The most entries that are evicted before others are let in.
    static final int MAX_EVICTIONS = 128;

    /// The most entries that are appended before others are let in, and the bytes at which it is enough.
    static final int MAX_RUN = 64;

    private static final long MAX_RUN_BYTES = 1 << 20;
    private static final long NO_OFFSET = -1;
    private static final EntryFilter KEYED = new KeyedEntries();

    private final InstantSource clock;
    private final Executor scans;
    private final EpochHistory epochs;
    private final ReentrantLock lock = new ReentrantLock();
    private final RetainedEntries retained;
    private boolean isClosed;

    // Written once with the lock held, read by the appending thread.
    private volatile @Nullable Tail tail;

    // Written by the appending thread with the lock held, read by any thread, which thus never waits.
    private volatile LogBounds bounds;

    /// @param retention how much is kept
    /// @param clock gives the time of the entries, and says how old they are
    /// @param random gives the epoch
    /// @param scans runs the parts of long searches, each on its own, and none before `execute` returns
    public MemoryEventLog(Retention retention, InstantSource clock, RandomGenerator random, Executor scans) {
        this.clock = clock;
        this.scans = scans;
        this.epochs = EpochHistory.beginning(random.nextLong(1L << EPOCH_BITS));
        this.retained = new RetainedEntries(retention, epochs);
        this.bounds = retained.bounds();
    }

    @Override
    public CompletionStage<Long> tail(TailListener listener) {
        return locked(() -> {
            if (tail != null) {
                throw new IllegalStateException("tail: asked for a second time (expected: once)");
            }
            tail = new Tail(listener, retained.head());
            return retained.head();
        });
    }

    @Override
    public Appending append(List<Publication> batch) {
        if (batch.isEmpty()) {
            throw new IllegalArgumentException("batch: empty (expected: at least one publication)");
        }
        long now = clock.millis();
        var appended = new ArrayList<Entry>(batch.size());
        try {
            while (appended.size() < batch.size()) {
                appendRun(batch, now, appended);
            }
        } catch (HubException e) {
            return Appending.failed(e);
        }
        if (tail != null) {
            tail.take(appended);
        }
        var positions = new ArrayList<Position>(appended.size());
        for (var entry : appended) {
            positions.add(entry.position());
        }
        return Appending.of(CompletableFuture.completedStage(Collections.unmodifiableList(positions)));
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
    public CompletionStage<Page> read(long after, EntryFilter filter, int maxEntries, long maxBytes) {
        return sliceAfter(after, filter, maxEntries)
                .thenApply(slice -> slice.page(epochs, filter, maxEntries, maxBytes));
    }

    @Override
    public CompletionStage<Page> readConflated(long after, EntryFilter filter, int maxEntries, long maxBytes) {
        return sliceAfter(after, filter, maxEntries).thenApply(slice -> {
            slice.conflate();
            return slice.page(epochs, filter, maxEntries, maxBytes);
        });
    }

    @Override
    public CompletionStage<Page> readKeyed(long after, int maxEntries, long maxBytes) {
        return sliceAfter(after, KEYED, maxEntries)
                .thenApply(slice -> slice.page(epochs, KEYED, maxEntries, maxBytes))
                .thenApply(page -> new Page(page.entries(), page.next(), page.isAtHead(), Missing.NOTHING));
    }

    @Override
    public CompletionStage<Long> beforeTime(long timeMillis) {
        return locked(() -> retained.beforeTime(timeMillis));
    }

    @Override
    public CompletionStage<List<TopicSummary>> topics(String after, int max) {
        requireAtLeast("max", max, 1);
        return locked(() -> retained.topics(after, max));
    }

    @Override
    public CompletionStage<Page> latest(long after, long upTo, EntryFilter filter, int maxEntries, long maxBytes) {
        requireAtLeast("after", after, 0);
        requireAtLeast("maxEntries", maxEntries, 1);
        var topics = filter.exactTopics();
        return locked(() -> {
                    var slice = new Slice();
                    retained.pickLatest(after, upTo, topics, slice);
                    return slice;
                })
                .thenApply(slice -> slice.page(epochs, filter, maxEntries, maxBytes));
    }

    @Override
    public CompletionStage<Long> beforeLast(EntryFilter filter, int count) {
        requireAtLeast("count", count, 1);
        if (filter.acceptsAll()) {
            return locked(() -> Math.max(retained.head() - count, retained.first() - 1));
        }
        return new BackwardScan(this, filter, count, scans).begin();
    }

    @Override
    public CompletionStage<Optional<Long>> find(String id) {
        return locked(() -> retained.find(id));
    }

    @Override
    public EpochHistory epochs() {
        return epochs;
    }

    @Override
    public LogBounds bounds() {
        return bounds;
    }

    @Override
    public CompletionStage<Void> maintain() {
        long now = clock.millis();
        evict(exclusively(() -> retained.lastExpired(now)), now);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void close() {
        exclusively(() -> isClosed = true);
    }

    private CompletionStage<Slice> sliceAfter(long after, EntryFilter filter, int maxEntries) {
        requireAtLeast("after", after, 0);
        requireAtLeast("maxEntries", maxEntries, 1);
        var topics = filter.exactTopics();
        boolean wantsAll = filter.acceptsAll();
        return locked(() -> {
            var slice = new Slice();
            slice.misses(retained.missing(after, topics, wantsAll));
            retained.pickAfter(after, topics, slice);
            return slice;
        });
    }

    /// The slice of entries before an offset that may match.
    Slice sliceBefore(long before, EntryFilter filter) {
        var topics = filter.exactTopics();
        return get(() -> {
            var slice = new Slice();
            retained.pickBefore(before, topics, slice);
            return slice;
        });
    }

    /// Encodes some of the batch, then appends them and evicts as many with the lock held once.
    private void appendRun(List<Publication> batch, long nowMillis, List<Entry> appended) {
        var encoded = new ArrayList<byte[]>();
        int from = appended.size();
        long bytes = 0;
        while (from + encoded.size() < batch.size() && encoded.size() < MAX_RUN && bytes < MAX_RUN_BYTES) {
            var next = EntryCodec.encode(nowMillis, batch.get(from + encoded.size()));
            encoded.add(next);
            bytes += next.length;
        }
        var run = batch.subList(from, from + encoded.size());
        long first = get(() -> {
            long next = retained.head() + 1;
            for (int index = 0; index < run.size(); index++) {
                retained.add(encoded.get(index), nowMillis, run.get(index));
            }
            retained.evict(NO_OFFSET, nowMillis, MAX_EVICTIONS);
            bounds = retained.bounds();
            return next;
        });
        evict(NO_OFFSET, nowMillis);
        for (int index = 0; index < run.size(); index++) {
            appended.add(new Entry(epochs.at(first + index), nowMillis, run.get(index)));
        }
    }

    private void evict(long upTo, long nowMillis) {
        boolean isDone = false;
        while (!isDone) {
            isDone = exclusively(() -> {
                boolean isWithin = retained.evict(upTo, nowMillis, MAX_EVICTIONS);
                bounds = retained.bounds();
                return isWithin;
            });
        }
    }

    /// What a question says that is asked with the lock held; a failed stage once the log is closed.
    private <T> CompletionStage<T> locked(Supplier<T> question) {
        try {
            return CompletableFuture.completedStage(get(question));
        } catch (HubException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private <T> T get(Supplier<T> question) {
        return exclusively(() -> {
            if (isClosed) {
                throw new HubException("log: closed (expected: open)", new IllegalStateException("closed"));
            }
            return question.get();
        });
    }

    private <T> T exclusively(Supplier<T> question) {
        lock.lock();
        try {
            return question.get();
        } finally {
            lock.unlock();
        }
    }

    private static void requireAtLeast(String what, long value, long min) {
        if (value < min) {
            throw new IllegalArgumentException(what + ": " + value + " (expected: >= " + min + ")");
        }
    }
}
