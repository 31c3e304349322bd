package dev.spate.hub.internal.sequence;

import dev.spate.hub.HubLimits;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/// The publications that wait for the sequencer, bounded by count and bytes, and how its thread is woken for them.
///
/// ```text
/// publisher                           sequencer
/// ---------                           ---------
/// queue                               say that it rests
/// rests? then wake, or promise to     queue still empty? then park
///
/// queue                               refuse what is queued
/// has ended? then refuse              say that it has ended
///                                     refuse what is queued
/// ```
///
/// Each side writes before it looks at what the other has written, so one of them sees the other: no publication
/// waits for a thread that sleeps, and none is left without an answer.
///
/// Owner: the sequencer thread takes; [#offer(Job)] and [#size()] may be called from any thread.
final class Intake {
    /// So many publications are worth waking the thread for before the end of the turn that brought them: waking costs
    /// about as much as appending a dozen.
    private static final int WORTH_WAKING = 64;

    private final HubLimits limits;
    private final Runnable wake;
    private final MpscAtomicArrayQueue<Job> queue;
    private final AtomicLong bytes = new AtomicLong();
    private @Nullable Job held;
    /// Written by the sequencer before it parks for want of work, read by those who bring some: parking is never
    /// missed, since it looks at the queue again after writing.
    private volatile boolean isResting;
    /// Set by the first publisher who will wake the resting sequencer at the end of a turn, read by the others, who
    /// then need not; set back when the promise is kept, before looking whether there is something to wake it for.
    private volatile boolean isWakePromised;
    /// Written by the sequencer before it looks at the queue for the last time, read by those who offer after they
    /// did.
    private volatile boolean hasEnded;

    /// What became of an offer.
    enum Outcome {
        /// It will be taken, or be refused at the end.
        WAITING,
        FULL,
        /// Nobody takes it any more. It may be refused a second time at the end.
        ENDED
    }

    /// @param wake unparks the sequencer's thread
    Intake(HubLimits limits, Runnable wake) {
        this.limits = limits;
        this.wake = wake;
        this.queue = new MpscAtomicArrayQueue<>(limits.maxQueuedPublications());
    }

    Outcome offer(Job job) {
        if (!enqueue(job)) {
            return Outcome.FULL;
        }
        if (isResting) {
            wakeFor(job);
        }
        return hasEnded ? Outcome.ENDED : Outcome.WAITING;
    }

    long size() {
        return queue.size();
    }

    /// @return whether nothing waits
    boolean isEmpty() {
        return held == null && queue.isEmpty();
    }

    /// Takes what waits, up to what one batch may hold.
    void take(List<Job> batch) {
        long taken = 0;
        while (batch.size() < limits.maxBatch()) {
            var job = next();
            if (job == null) {
                break;
            }
            if (!batch.isEmpty() && taken + job.bytes() > limits.maxLoopBehindBytes()) {
                held = job;
                break;
            }
            batch.add(job);
            taken += job.bytes();
        }
        bytes.addAndGet(-taken);
    }

    /// Says that the sequencer is about to park.
    ///
    /// @return whether it may: nothing waits
    boolean rest() {
        isResting = true;
        return queue.isEmpty();
    }

    /// The sequencer runs again.
    void rise() {
        isResting = false;
    }

    /// To be called now and then: whoever promised to wake the sequencer may have ended before it kept its promise.
    void forgetPromise() {
        isWakePromised = false;
    }

    /// From now on nothing is taken, and every offer is refused: by this call or, if it comes later, by its outcome.
    void end(Consumer<Job> refusal) {
        refuseAll(refusal);
        hasEnded = true;
        refuseAll(refusal);
    }

    /// One publication may wait whatever its size, so that none is too large for ever.
    private boolean enqueue(Job job) {
        long all = bytes.addAndGet(job.bytes());
        boolean hasRoom = all <= limits.maxQueuedBytes() || all == job.bytes();
        if (hasRoom && queue.offerIfBelowThreshold(job, limits.maxQueuedPublications())) {
            return true;
        }
        bytes.addAndGet(-job.bytes());
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
        if (isResting && !queue.isEmpty()) {
            // The others need not wake it again until it runs.
            isResting = false;
            wake.run();
        }
    }

    private @Nullable Job next() {
        var job = held;
        held = null;
        return job == null ? queue.poll() : job;
    }

    private void refuseAll(Consumer<Job> refusal) {
        for (var job = next(); job != null; job = next()) {
            bytes.addAndGet(-job.bytes());
            refusal.accept(job);
        }
    }
}
