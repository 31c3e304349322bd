package dev.spate.hub.internal.sequence;

import dev.spate.hub.Durability;
import dev.spate.hub.HubException;
import dev.spate.hub.HubLimits;
import dev.spate.hub.HubListener;
import dev.spate.hub.Position;
import dev.spate.hub.Publication;
import dev.spate.hub.PublishResult;
import dev.spate.hub.Ticker;
import dev.spate.hub.spi.EventLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/// The single local writer of one log. Publications wait for it in a queue bounded by count and bytes; it takes
/// what waits as one batch, answers repeats out of the idempotency window, appends the rest, and completes the
/// publishers' answers once the log has told the positions. One batch is under way at a time.
///
/// Its life: running; then [#drain()] for a good end or [#close()] for an end at once. Either way every publication
/// that was offered is answered.
///
/// Owner: its own thread; [#offer], [#drain], [#close], [#progressed] and the counts may be called from any thread.
public final class Sequencer implements AutoCloseable {
    /// How often maintenance is due, and the longest sleep: no call that should have woken the thread is relied on
    /// for more than latency.
    private static final long MAINTENANCE_NANOS = 1_000_000_000;
    /// So many publications are worth waking the thread for before the end of the turn that brought them: waking costs
    /// about as much as appending a dozen.
    private static final int WORTH_WAKING = 64;

    private final EventLog log;
    private final HubLimits limits;
    private final HubListener listener;
    private final Pace pace;
    private final Ticker ticker;
    private final Runnable maintenance;
    private final IdempotencyWindow idempotency;
    private final MpscAtomicArrayQueue<Job> queue;
    private final AtomicLong queuedBytes = new AtomicLong();
    private final AtomicLong published = new AtomicLong();
    private final AtomicLong duplicates = new AtomicLong();
    private final LongAdder refused = new LongAdder();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Thread thread;
    /// The batch under way.
    private final List<Job> jobs = new ArrayList<>();
    private final Outbox outbox = new Outbox();
    private @Nullable Job held;
    private long maintainedNanos;
    /// Written by the sequencer before an answer is given, read by whoever drains.
    private volatile long acknowledged;
    /// Written by whoever drains, read by the sequencer thread: what is queued by then is appended.
    private volatile boolean isDraining;
    /// Written by whoever closes, read by the sequencer thread: no offer is queued after it was seen.
    private volatile boolean isClosed;
    /// Written by the sequencer before it parks for want of work, read by those who bring some: parking is never
    /// missed, since it looks at the queue again after writing.
    private volatile boolean isIdle;
    /// Set by the first publisher who will wake the idle sequencer at the end of a turn, read by the others, who then
    /// need not; set back when the promise is kept, before looking whether there is something to wake it for.
    private volatile boolean isWakePromised;
    /// Written by the sequencer around waiting for delivery, read by the loops that have delivered.
    private volatile boolean isPaced;
    /// Written by the sequencer before it looks at the queue for the last time, read by those who offer after they
    /// did.
    private volatile boolean hasEnded;

    /// What a sequencer works with. Thread-safe: immutable.
    ///
    /// @param log what it appends to; the sequencer is its only appender in this process
    /// @param limits the hub's bounds
    /// @param listener is told when the log fails
    /// @param pace when it has to wait for delivery
    /// @param ticker elapsed time
    /// @param maintenance is done about once a second, on the sequencer thread
    public record Parts(
            EventLog log, HubLimits limits, HubListener listener, Pace pace, Ticker ticker, Runnable maintenance) {}

    /// Begins a thread of its own.
    public Sequencer(Parts parts, String name) {
        this.log = parts.log();
        this.limits = parts.limits();
        this.listener = parts.listener();
        this.pace = parts.pace();
        this.ticker = parts.ticker();
        this.maintenance = parts.maintenance();
        this.idempotency = new IdempotencyWindow(limits.idempotencyAge(), limits.maxIdempotencyKeys(), ticker);
        this.queue = new MpscAtomicArrayQueue<>(limits.maxQueuedPublications());
        this.maintainedNanos = ticker.nanos();
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
        thread.start();
    }

    /// Takes a publication in. It is answered later; at once if the queue is full or closed.
    public void offer(Job job) {
        if (isClosed || isDraining) {
            refuseNow(job, PublishResult.Reason.CLOSING);
            return;
        }
        if (!enqueue(job)) {
            refuseNow(job, PublishResult.Reason.OVERLOADED);
            return;
        }
        if (isIdle) {
            wakeFor(job);
        }
        if (hasEnded) {
            refuseNow(job, PublishResult.Reason.CLOSING);
        }
    }

    /// Takes nothing in any more, appends what waits, and ends the thread.
    ///
    /// @return completes once every publication has been answered; never fails
    public CompletionStage<Void> drain() {
        isDraining = true;
        LockSupport.unpark(thread);
        return ended.minimalCompletionStage();
    }

    /// Delivery has gone on: if the sequencer waits for that, it looks again.
    public void progressed() {
        if (isPaced) {
            LockSupport.unpark(thread);
        }
    }

    /// @return whether it takes publications
    public boolean isRunning() {
        return !isClosed && !isDraining;
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

    /// @return publications refused
    public long refused() {
        return refused.sum();
    }

    /// @return the offset of the newest publication that was answered with its position; 0 if none was
    public long acknowledged() {
        return acknowledged;
    }

    /// Answers what waits with a refusal, and ends the thread.
    @Override
    public void close() {
        isClosed = true;
        LockSupport.unpark(thread);
    }

    /// One publication may wait whatever its size, so that none is too large for ever.
    private boolean enqueue(Job job) {
        long bytes = queuedBytes.addAndGet(job.bytes());
        boolean hasRoom = bytes <= limits.maxQueuedBytes() || bytes == job.bytes();
        if (hasRoom && queue.offerIfBelowThreshold(job, limits.maxQueuedPublications())) {
            return true;
        }
        queuedBytes.addAndGet(-job.bytes());
        return false;
    }

    /// A turn of a loop often brings many publications, and is to wake the thread once.
    private void wakeFor(Job job) {
        if (queue.size() >= WORTH_WAKING) {
            wake();
        } else if (!isWakePromised) {
            isWakePromised = true;
            job.reply().atEndOfTurn(this::keepPromise);
        }
    }

    private void keepPromise() {
        isWakePromised = false;
        wake();
    }

    private void wake() {
        if (isIdle && !queue.isEmpty()) {
            // The others need not wake it again until it runs.
            isIdle = false;
            LockSupport.unpark(thread);
        }
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
            ended.complete(null);
        }
    }

    private void sequence() {
        while (!isClosed) {
            maintain();
            if (held == null && queue.isEmpty()) {
                if (isDraining) {
                    return;
                }
                awaitWork();
            } else if (!pace.maySpeedOn()) {
                awaitDelivery();
            } else {
                take();
                append();
            }
        }
    }

    private void maintain() {
        long now = ticker.nanos();
        if (now - maintainedNanos < MAINTENANCE_NANOS) {
            return;
        }
        maintainedNanos = now;
        // Whoever promised may have ended before it kept its promise.
        isWakePromised = false;
        try {
            maintenance.run();
        } catch (HubException failure) {
            listener.onLogFailure(failure);
        }
    }

    private void awaitWork() {
        isIdle = true;
        if (queue.isEmpty() && !isDraining && !isClosed) {
            LockSupport.parkNanos(this, MAINTENANCE_NANOS);
        }
        isIdle = false;
    }

    private void awaitDelivery() {
        isPaced = true;
        if (!pace.maySpeedOn() && !isClosed) {
            LockSupport.parkNanos(this, MAINTENANCE_NANOS);
        }
        isPaced = false;
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
        var batch = new Batch(idempotency, outbox);
        long bytes = 0;
        for (var job : jobs) {
            batch.add(job);
            bytes += job.bytes();
        }
        var positions = batch.fresh().isEmpty() ? Optional.of(List.<Position>of()) : positionsOf(batch.fresh());
        queuedBytes.addAndGet(-bytes);
        if (positions.isPresent()) {
            accept(batch, positions.get());
        } else {
            duplicates.addAndGet(batch.knownRepeats());
            refused.add(jobs.size() - batch.knownRepeats());
            batch.refuse();
        }
        jobs.clear();
        outbox.send();
    }

    /// What is counted is counted before anybody is answered.
    private void accept(Batch batch, List<Position> positions) {
        duplicates.addAndGet(batch.repeats());
        if (!positions.isEmpty()) {
            published.addAndGet(positions.size());
            acknowledged = positions.getLast().offset();
        }
        batch.answer(positions);
    }

    private Optional<List<Position>> positionsOf(List<Publication> fresh) {
        var appended = appended(fresh);
        if (!appended.isDone()) {
            appended.whenComplete((positions, failure) -> LockSupport.unpark(thread));
        }
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
            var appending = log.append(fresh);
            var answer = log.durability() == Durability.DISK ? appending.durable() : appending.written();
            return answer.toCompletableFuture();
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    private void refuseTheRest() {
        jobs.forEach(job -> refuse(job, PublishResult.Reason.LOG_FAILED));
        jobs.clear();
        for (var job = next(); job != null; job = next()) {
            queuedBytes.addAndGet(-job.bytes());
            refuse(job, PublishResult.Reason.CLOSING);
        }
        outbox.send();
    }

    private void refuse(Job job, PublishResult.Reason reason) {
        refused.increment();
        job.reply().later(Job.refused(reason), outbox);
    }

    private void refuseNow(Job job, PublishResult.Reason reason) {
        refused.increment();
        job.reply().now(Job.refused(reason));
    }
}
