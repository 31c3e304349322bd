package dev.spate.testkit;

import dev.spate.hub.Durability;
import dev.spate.hub.HubException;
import dev.spate.hub.Position;
import dev.spate.hub.Publication;
import dev.spate.hub.Retention;
import dev.spate.hub.spi.Appending;
import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.EntryFilter;
import dev.spate.hub.spi.EpochHistory;
import dev.spate.hub.spi.EventLog;
import dev.spate.hub.spi.LogBounds;
import dev.spate.hub.spi.Page;
import dev.spate.hub.spi.TailListener;
import dev.spate.hub.spi.TopicSummary;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A log as a broker far away would be one: every answer comes later, on another thread; a second writer appends in
/// between, so that offsets have holes; what is appended comes out of the tail before its positions are known, or
/// after; pages end early; an append may fail, and what was to be appended may be there all the same.
///
/// What is slow is the number of steps that everything takes on the executor, by chance: no time passes. With an
/// executor of one thread, or a [ManualLoop], the seed decides everything.
///
/// ```java
/// var broker = new ManualLoop();
/// var log = new SlowEventLog(retention, clock, seed, broker::execute);
/// var positions = log.append(batch);
/// log.appendElsewhere(others);
/// broker.runAll();
/// ```
///
/// Everything that was ever evicted is remembered: for tests only. Thread-safe: one lock guards the state, and is
/// never held across a call to foreign code but filters.
public final class SlowEventLog implements EventLog {
    private static final int MAX_STEPS = 6;
    private static final int MAX_HANDED_OVER = 8;

    /// How an append fails.
    public enum Failure {
        /// Nothing was appended.
        LOST,
        /// All was appended: only the answer got lost.
        UNANSWERED
    }

    private final Executor executor;
    private final InstantSource clock;
    private final Random random;
    private final PlainStorage storage;
    private final Deque<Write> own = new ArrayDeque<>();
    private final Deque<Write> elsewhere = new ArrayDeque<>();
    private final Deque<Entry> handover = new ArrayDeque<>();
    private final Deque<Failure> failures = new ArrayDeque<>();
    private @Nullable TailListener listener;
    private boolean isTailed;
    private boolean mayHandOver;
    private boolean isHandingOver;
    private boolean isClosed;

    private record Write(
            List<Publication> batch, @Nullable Failure failure, CompletableFuture<List<Position>> answer) {}

    /// @param retention how much is kept
    /// @param clock gives entries their time
    /// @param seed decides all that is left to chance
    /// @param executor runs what is done later, on any thread, and nothing before `execute` returns
    public SlowEventLog(Retention retention, InstantSource clock, long seed, Executor executor) {
        this.clock = clock;
        this.random = new Random(seed);
        this.storage = new PlainStorage(retention, random);
        this.executor = executor;
    }

    /// Lets the next append that has no failure waiting fail.
    ///
    /// @param failure how
    public void failNext(Failure failure) {
        synchronized (storage) {
            failures.add(failure);
        }
    }

    /// Appends as another node would.
    ///
    /// @param batch at least one
    /// @return completes with the last offset
    public CompletionStage<Long> appendElsewhere(List<Publication> batch) {
        return write(elsewhere, new Write(List.copyOf(batch), null, new CompletableFuture<>()))
                .thenApply(positions -> positions.getLast().offset());
    }

    /// Begins an epoch, as when a broker fails over.
    public void beginEpoch() {
        synchronized (storage) {
            storage.beginEpoch();
        }
    }

    @Override
    public Appending append(List<Publication> batch) {
        if (batch.isEmpty()) {
            throw new IllegalArgumentException("batch: empty (expected: at least one publication)");
        }
        Failure failure;
        synchronized (storage) {
            failure = failures.poll();
        }
        return Appending.of(write(own, new Write(List.copyOf(batch), failure, new CompletableFuture<>())));
    }

    @Override
    public CompletionStage<Long> tail(TailListener newListener) {
        synchronized (storage) {
            if (isTailed) {
                throw new IllegalStateException("tail: asked for a second time (expected: once)");
            }
            isTailed = true;
        }
        var answer = new CompletableFuture<Long>();
        later(() -> {
            answer.complete(beginTail(newListener));
            synchronized (storage) {
                mayHandOver = true;
            }
            later(this::handOver);
        });
        return answer;
    }

    @Override
    public CompletionStage<Page> read(long after, EntryFilter filter, int maxEntries, long maxBytes) {
        requireAtLeast("after", after, 0);
        requireAtLeast("maxEntries", maxEntries, 1);
        return ask(() -> storage.read(after, filter, maxEntries, maxBytes));
    }

    @Override
    public CompletionStage<Page> readConflated(long after, EntryFilter filter, int maxEntries, long maxBytes) {
        requireAtLeast("after", after, 0);
        requireAtLeast("maxEntries", maxEntries, 1);
        return ask(() -> storage.readConflated(after, filter, maxEntries, maxBytes));
    }

    @Override
    public CompletionStage<Page> readKeyed(long after, int maxEntries, long maxBytes) {
        requireAtLeast("after", after, 0);
        requireAtLeast("maxEntries", maxEntries, 1);
        return ask(() -> storage.readKeyed(after, maxEntries, maxBytes));
    }

    @Override
    public CompletionStage<Long> beforeTime(long timeMillis) {
        return ask(() -> storage.beforeTime(timeMillis));
    }

    @Override
    public CompletionStage<List<TopicSummary>> topics(String after, int max) {
        requireAtLeast("max", max, 1);
        return ask(() -> storage.topics(after, max));
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
        requireAtLeast("count", count, 1);
        return ask(() -> storage.beforeLast(filter, count));
    }

    @Override
    public CompletionStage<Page> latest(long after, long upTo, EntryFilter filter, int maxEntries, long maxBytes) {
        requireAtLeast("after", after, 0);
        requireAtLeast("maxEntries", maxEntries, 1);
        return ask(() -> storage.latest(after, upTo, filter, maxEntries, maxBytes));
    }

    @Override
    public CompletionStage<Optional<Long>> find(String id) {
        return ask(() -> storage.find(id));
    }

    @Override
    public EpochHistory epochs() {
        synchronized (storage) {
            return storage.epochs();
        }
    }

    @Override
    public LogBounds bounds() {
        synchronized (storage) {
            return storage.bounds();
        }
    }

    @Override
    public CompletionStage<Void> maintain() {
        synchronized (storage) {
            storage.evict(clock.millis());
        }
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void close() {
        synchronized (storage) {
            isClosed = true;
        }
    }

    private long beginTail(TailListener newListener) {
        synchronized (storage) {
            listener = newListener;
            return storage.head();
        }
    }

    private CompletionStage<List<Position>> write(Deque<Write> writer, Write write) {
        synchronized (storage) {
            if (isClosed) {
                return CompletableFuture.failedStage(closed());
            }
            writer.add(write);
        }
        later(this::carryOut);
        return write.answer();
    }

    /// Carries one write out: each writer's in their order, the writers' in any.
    private void carryOut() {
        Write write;
        var positions = List.<Position>of();
        synchronized (storage) {
            boolean isOwn = elsewhere.isEmpty() || (!own.isEmpty() && random.nextBoolean());
            write = isOwn ? own.remove() : elsewhere.remove();
            if (write.failure() != Failure.LOST) {
                var stored = storage.store(write.batch(), clock.millis());
                positions = stored.stream().map(Entry::position).toList();
                handover.addAll(listener == null ? List.of() : stored);
            }
        }
        later(this::handOver);
        var given = positions;
        later(() -> answer(write, given));
    }

    private static void answer(Write write, List<Position> positions) {
        if (write.failure() == null) {
            write.answer().complete(positions);
        } else {
            var cause = new IllegalStateException("the connection broke");
            write.answer().completeExceptionally(new HubException("append: no answer (expected: positions)", cause));
        }
    }

    /// Hands a few entries over, if nobody else is about it.
    private void handOver() {
        var batch = new ArrayList<Entry>();
        TailListener to;
        synchronized (storage) {
            to = listener;
            if (to == null || !mayHandOver || isHandingOver || handover.isEmpty()) {
                return;
            }
            isHandingOver = true;
            for (int left = 1 + random.nextInt(MAX_HANDED_OVER); left > 0 && !handover.isEmpty(); left--) {
                batch.add(handover.remove());
            }
        }
        to.onEntries(List.copyOf(batch));
        boolean isMore;
        synchronized (storage) {
            isHandingOver = false;
            isMore = !handover.isEmpty();
        }
        if (isMore) {
            later(this::handOver);
        }
    }

    private <T> CompletionStage<T> ask(Supplier<T> question) {
        var answer = new CompletableFuture<T>();
        later(() -> {
            try {
                answer.complete(answerTo(question));
            } catch (HubException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    private <T> T answerTo(Supplier<T> question) {
        synchronized (storage) {
            if (isClosed) {
                throw closed();
            }
            return question.get();
        }
    }

    /// Runs something after a number of steps on the executor.
    private void later(Runnable work) {
        int steps;
        synchronized (storage) {
            steps = random.nextInt(MAX_STEPS);
        }
        executor.execute(() -> step(work, steps));
    }

    private void step(Runnable work, int left) {
        if (left == 0) {
            work.run();
        } else {
            executor.execute(() -> step(work, left - 1));
        }
    }

    private static HubException closed() {
        return new HubException("log: closed (expected: open)", new IllegalStateException("closed"));
    }

    private static void requireAtLeast(String what, long value, long min) {
        if (value < min) {
            throw new IllegalArgumentException(what + ": " + value + " (expected: >= " + min + ")");
        }
    }
}
