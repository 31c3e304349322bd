package dev.spate.hub.internal.sequence;

import dev.spate.hub.HubLimits;
import dev.spate.hub.HubListener;
import dev.spate.hub.Position;
import dev.spate.hub.Publication;
import dev.spate.hub.PublishResult;
import dev.spate.hub.Ticker;
import dev.spate.hub.spi.EventLog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jctools.queues.MpscArrayQueue;
import org.jspecify.annotations.Nullable;

/// The single local writer of one log. Publications wait for it in a queue bounded by count and bytes; it takes
/// what waits as one batch, answers repeats out of the idempotency window, appends the rest, and completes the
/// publishers' answers once the log has told the positions. One batch is under way at a time.
///
/// Owner: its own thread; [#offer], [#flush], [#progressed] and the counts may be called from any thread.
public final class Sequencer implements AutoCloseable {
    private static final long MAINTENANCE_NANOS = 1_000_000_000;
    private static final int PUBLICATION_OVERHEAD_BYTES = 128;

    private final EventLog log;
    private final HubLimits limits;
    private final HubListener listener;
    private final Pace pace;
    private final Ticker ticker;
    private final IdempotencyWindow idempotency;
    private final MpscArrayQueue<Job> queue;
    private final Queue<CompletableFuture<Void>> flushes = new ConcurrentLinkedQueue<>();
    private final AtomicLong queuedBytes = new AtomicLong();
    private final AtomicLong published = new AtomicLong();
    private final AtomicLong duplicates = new AtomicLong();
    private final Thread thread;
    /// The batch under way.
    private final List<Job> jobs = new ArrayList<>();
    private @Nullable Job held;
    private long maintainedNanos;
    /// Written by whoever closes, read by the sequencer thread: no offer is queued after it was seen.
    private volatile boolean isClosed;
    /// Written by the sequencer before it parks, read by those who give it something to do: parking is never
    /// missed, since it looks at the queue again after writing.
    private volatile boolean isParked;
    /// Written by the sequencer around waiting for delivery, read by the loops that have delivered.
    private volatile boolean isPaced;
    /// Written by the sequencer before it looks at the queue for the last time, read by those who offer after they
    /// did.
    private volatile boolean hasEnded;

    /// What waits.
    private record Job(Publication publication, String principal, int bytes, CompletableFuture<PublishResult> answer) {}

    /// What a sequencer works with. Thread-safe: immutable.
    ///
    /// @param log what it appends to; the sequencer is its only appender in this process
    /// @param limits the hub's bounds
    /// @param listener is told when the log fails
    /// @param pace when it has to wait for delivery
    /// @param ticker elapsed time
    public record Parts(EventLog log, HubLimits limits, HubListener listener, Pace pace, Ticker ticker) {}

    /// Begins a thread of its own.
    public Sequencer(Parts parts, String name) {
        this.log = parts.log();
        this.limits = parts.limits();
        this.listener = parts.listener();
        this.pace = parts.pace();
        this.ticker = parts.ticker();
        this.idempotency = new IdempotencyWindow(limits.idempotencyAge(), limits.maxIdempotencyKeys(), ticker);
        this.queue = new MpscArrayQueue<>(limits.maxQueuedPublications());
        this.maintainedNanos = ticker.nanos();
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
        thread.start();
    }

    /// Hands a publication over.
    ///
    /// @param principal the name that its idempotency key is scoped to
    /// @param publication what is to be appended
    /// @param bytes what its data takes
    /// @return the answer, later; at once if the queue is full or closed
    public CompletionStage<PublishResult> offer(String principal, Publication publication, int bytes) {
        int size = bytes + PUBLICATION_OVERHEAD_BYTES;
        var job = new Job(publication, principal, size, new CompletableFuture<>());
        if (isClosed) {
            return CompletableFuture.completedStage(refused(PublishResult.Reason.CLOSING));
        }
        if (queuedBytes.addAndGet(size) > limits.maxQueuedBytes() || !queue.offer(job)) {
            queuedBytes.addAndGet(-size);
            return CompletableFuture.completedStage(refused(PublishResult.Reason.OVERLOADED));
        }
        unpark();
        if (hasEnded) {
            job.answer().complete(refused(PublishResult.Reason.CLOSING));
        }
        return job.answer();
    }

    /// Completes once nothing waits any more. To be used when no more is being offered.
    ///
    /// @return a stage that never fails
    public CompletionStage<Void> flush() {
        var flushed = new CompletableFuture<Void>();
        flushes.add(flushed);
        LockSupport.unpark(thread);
        return flushed;
    }

    /// Delivery has gone on: if the sequencer waits for that, it looks again.
    public void progressed() {
        if (isPaced) {
            LockSupport.unpark(thread);
        }
    }

    /// @return whether it takes publications
    public boolean isRunning() {
        return !isClosed;
    }

    /// @return publications that wait
    public long queued() {
        return queue.size();
    }

    /// @return publications the log took
    public long published() {
        return published.get();
    }

    /// @return publications answered as repeats
    public long duplicates() {
        return duplicates.get();
    }

    /// Answers what waits with a refusal, and ends the thread.
    @Override
    public void close() {
        isClosed = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        try {
            sequence();
        } catch (RuntimeException | Error fault) {
            listener.onFatal(fault);
        } finally {
            isClosed = true;
            refuseTheRest();
            hasEnded = true;
            refuseTheRest();
            answerFlushes();
        }
    }

    private void sequence() {
        while (!isClosed) {
            maintain();
            if (held == null && queue.isEmpty()) {
                answerFlushes();
                park(queue::isEmpty);
            } else if (!pace.maySpeedOn()) {
                isPaced = true;
                park(() -> !pace.maySpeedOn());
                isPaced = false;
            } else {
                take();
                append();
            }
        }
    }

    private void maintain() {
        long now = ticker.nanos();
        if (now - maintainedNanos >= MAINTENANCE_NANOS) {
            maintainedNanos = now;
            log.maintain();
        }
    }

    /// Takes what waits, up to what one batch may hold.
    private void take() {
        long bytes = 0;
        for (var job = next(); job != null; job = next()) {
            if (!jobs.isEmpty() && bytes + job.bytes() > limits.maxLoopBehindBytes()) {
                held = job;
                break;
            }
            jobs.add(job);
            bytes += job.bytes();
            if (jobs.size() == limits.maxBatch()) {
                break;
            }
        }
    }

    private @Nullable Job next() {
        var job = held;
        held = null;
        return job == null ? queue.poll() : job;
    }

    private void append() {
        var batch = new Batch();
        for (var job : jobs) {
            batch.add(job);
        }
        var positions = batch.fresh.isEmpty() ? Optional.of(List.<Position>of()) : positionsOf(batch.fresh);
        for (var job : jobs) {
            queuedBytes.addAndGet(-job.bytes());
        }
        if (positions.isPresent()) {
            batch.answer(positions.get());
        } else {
            batch.refuse();
        }
        jobs.clear();
    }

    /// The publications of one batch, and who waits for which of them.
    private final class Batch {
        private final List<Publication> fresh = new ArrayList<>();
        private final List<Job> owners = new ArrayList<>();
        private final List<Job> repeats = new ArrayList<>();
        private final Set<IdempotencyWindow.Key> keys = new HashSet<>();

        void add(Job job) {
            var publication = job.publication();
            if (isRepeat(job, publication)) {
                repeats.add(job);
            } else {
                fresh.add(publication);
                owners.add(job);
            }
        }

        private boolean isRepeat(Job job, Publication publication) {
            if (publication.idempotencyKey().isEmpty()) {
                return false;
            }
            var key = new IdempotencyWindow.Key(job.principal(), publication.idempotencyKey());
            return idempotency.find(key).isPresent() || !keys.add(key);
        }

        void answer(List<Position> positions) {
            for (int index = 0; index < fresh.size(); index++) {
                var first =
                        new IdempotencyWindow.First(positions.get(index), idOf(fresh.get(index), positions.get(index)));
                remember(owners.get(index), fresh.get(index), first);
                owners.get(index).answer().complete(new PublishResult.Accepted(first.position(), first.id()));
            }
            published.addAndGet(fresh.size());
            duplicates.addAndGet(repeats.size());
            repeats.forEach(this::answerRepeat);
        }

        void refuse() {
            owners.forEach(job -> job.answer().complete(refused(PublishResult.Reason.LOG_FAILED)));
            repeats.forEach(this::answerRepeat);
        }

        private void remember(Job job, Publication publication, IdempotencyWindow.First first) {
            if (!publication.idempotencyKey().isEmpty()) {
                idempotency.remember(new IdempotencyWindow.Key(job.principal(), publication.idempotencyKey()), first);
            }
        }

        /// A repeat within a batch whose append failed shares the fate of the first.
        private void answerRepeat(Job job) {
            var publication = job.publication();
            PublishResult answer = idempotency
                    .find(new IdempotencyWindow.Key(job.principal(), publication.idempotencyKey()))
                    .<PublishResult>map(first -> new PublishResult.Duplicate(first.position(), first.id()))
                    .orElseGet(() -> refused(PublishResult.Reason.LOG_FAILED));
            job.answer().complete(answer);
        }
    }

    private Optional<List<Position>> positionsOf(List<Publication> fresh) {
        var appended = appended(fresh);
        appended.whenComplete((positions, failure) -> LockSupport.unpark(thread));
        while (!appended.isDone() && !isClosed) {
            LockSupport.parkNanos(this, MAINTENANCE_NANOS);
        }
        if (!appended.isDone() || appended.isCompletedExceptionally()) {
            appended.exceptionally(failure -> {
                listener.onLogFailure(failure);
                return List.of();
            });
            return Optional.empty();
        }
        return Optional.of(appended.join());
    }

    private CompletableFuture<List<Position>> appended(List<Publication> fresh) {
        try {
            return log.append(fresh).toCompletableFuture();
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    private static String idOf(Publication publication, Position position) {
        var own = publication.event().id();
        return own.isNone() ? position.text() : own.text();
    }

    private void park(BooleanSupplier isIdle) {
        isParked = true;
        if (isIdle.getAsBoolean() && !isClosed) {
            LockSupport.parkNanos(this, MAINTENANCE_NANOS);
        }
        isParked = false;
    }

    private void unpark() {
        if (isParked) {
            LockSupport.unpark(thread);
        }
    }

    private void refuseTheRest() {
        jobs.forEach(job -> job.answer().complete(refused(PublishResult.Reason.LOG_FAILED)));
        jobs.clear();
        for (var job = next(); job != null; job = next()) {
            queuedBytes.addAndGet(-job.bytes());
            job.answer().complete(refused(PublishResult.Reason.CLOSING));
        }
    }

    private void answerFlushes() {
        for (var flushed = flushes.poll(); flushed != null; flushed = flushes.poll()) {
            flushed.complete(null);
        }
    }

    private static PublishResult refused(PublishResult.Reason reason) {
        return new PublishResult.Refused(
                reason,
                switch (reason) {
                    case OVERLOADED -> "too many publications are waiting";
                    case CLOSING -> "the hub is closing";
                    case LOG_FAILED -> "the log could not take it";
                    case DENIED, TOO_LARGE -> throw new AssertionError(reason);
                });
    }
}
