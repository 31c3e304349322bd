package dev.spate.hub.internal.sequence;

import dev.spate.hub.HubException;
import dev.spate.hub.HubLimits;
import dev.spate.hub.HubListener;
import dev.spate.hub.PublishResult;
import dev.spate.hub.Ticker;
import dev.spate.hub.spi.EventLog;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// The single local writer of one log. Publications wait for it in a queue bounded by count and bytes; it takes
/// what waits as one batch, answers repeats out of the idempotency window, appends the rest, and completes the
/// publishers' answers once the log has told the positions. One batch is under way at a time, until it is as safe as
/// the log is configured.
///
/// Its life: remembering the idempotency keys that the log holds; running; then [#drain()] for a good end or
/// [#close()] for an end at once. Either way every publication that was offered is answered.
///
/// Owner: its own thread; [#offer], [#drain], [#close], [#progressed] and the counts may be called from any thread.
public final class Sequencer implements AutoCloseable {
    /// How often maintenance is due, and the longest sleep: no call that should have woken the thread is relied on
    /// for more than latency.
    private static final long MAINTENANCE_NANOS = 1_000_000_000;

    private final EventLog log;
    private final HubListener listener;
    private final Pace pace;
    private final Ticker ticker;
    private final Runnable maintenance;
    private final PublishCounts counts = new PublishCounts();
    private final Intake intake;
    private final Appender appender;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Runner runner;
    /// The batch under way.
    private final List<Job> jobs = new ArrayList<>();
    private long maintainedNanos;
    /// Written by the sequencer thread once it knows the idempotency keys of before, read by those who offer: nothing
    /// is taken before.
    private volatile boolean isReady;
    /// Written by whoever drains, read by the sequencer thread: what is queued by then is appended.
    private volatile boolean isDraining;
    /// Written by whoever closes, read by the sequencer thread: no offer is queued after it was seen.
    private volatile boolean isClosed;
    /// Written by the sequencer around waiting for delivery, read by the loops that have delivered.
    private volatile boolean isPaced;

    /// What a sequencer works with. Thread-safe: immutable.
    ///
    /// @param log what it appends to; the sequencer is its only appender in this process
    /// @param limits the hub's bounds
    /// @param listener is told when the log fails
    /// @param pace when it has to wait for delivery
    /// @param ticker elapsed time
    /// @param clock wall-clock time, to tell how old the entries of before are
    /// @param maintenance is done about once a second, on the sequencer thread
    public record Parts(
            EventLog log,
            HubLimits limits,
            HubListener listener,
            Pace pace,
            Ticker ticker,
            InstantSource clock,
            Runnable maintenance) {}

    /// Begins to run.
    ///
    /// @param runner what it runs on
    public Sequencer(Parts parts, Runner runner) {
        this.log = parts.log();
        this.listener = parts.listener();
        this.pace = parts.pace();
        this.ticker = parts.ticker();
        this.maintenance = parts.maintenance();
        this.intake = new Intake(parts.limits(), this::wake);
        this.appender = new Appender(parts, counts, new Waiting());
        this.maintainedNanos = ticker.nanos();
        // A log that holds nothing holds no keys: publications may come at once.
        if (parts.log().bounds().entries() == 0) {
            beginTaking();
        }
        this.runner = runner;
        runner.begin(this::run);
    }

    /// Takes a publication in. It is answered later; at once if it cannot be taken.
    public void offer(Job job) {
        if (isClosed || isDraining) {
            refuseNow(job, Job.refused(PublishResult.Reason.CLOSING));
            return;
        }
        if (!isReady) {
            refuseNow(job, Job.notReady());
            return;
        }
        var trouble = log.trouble();
        if (trouble.isPresent()) {
            refuseNow(job, new PublishResult.Refused(PublishResult.Reason.LOG_FAILED, trouble.get()));
            return;
        }
        switch (intake.offer(job)) {
            case WAITING -> {}
            case FULL -> refuseNow(job, Job.refused(PublishResult.Reason.OVERLOADED));
            case ENDED -> refuseNow(job, Job.refused(PublishResult.Reason.CLOSING));
        }
    }

    /// Takes nothing in any more, appends what waits, and ends the thread.
    ///
    /// @return completes once every publication has been answered; never fails
    public CompletionStage<Void> drain() {
        isDraining = true;
        wake();
        return ended.minimalCompletionStage();
    }

    /// Delivery has gone on: if the sequencer waits for that, it looks again.
    public void progressed() {
        if (isPaced) {
            wake();
        }
    }

    /// @return completes once it knows the idempotency keys of before, and takes publications; fails if it ends, or
    ///     the log fails, before that
    public CompletionStage<Void> ready() {
        return ready.minimalCompletionStage();
    }

    /// @return whether it takes publications, as far as the log does
    public boolean isRunning() {
        return isReady && !isClosed && !isDraining;
    }

    /// @return publications that wait
    public long queued() {
        return intake.size();
    }

    /// @return idempotency keys that are remembered
    public long idempotencyKeys() {
        return counts.keys();
    }

    /// @return publications the log took
    public long published() {
        return counts.published();
    }

    /// @return publications answered as repeats
    public long duplicates() {
        return counts.duplicates();
    }

    /// @return publications refused
    public long refused() {
        return counts.refused();
    }

    /// @return the offset of the newest publication that is as safe as the log is configured; 0 if none is
    public long acknowledged() {
        return counts.acknowledged();
    }

    /// Answers what waits with a refusal, and ends the thread.
    @Override
    public void close() {
        isClosed = true;
        wake();
    }

    private void wake() {
        runner.wake();
    }

    private void run() {
        try {
            if (isReady || appender.recall()) {
                beginTaking();
            } else {
                ready.completeExceptionally(
                        new IllegalStateException("idempotency keys: not read from the log (expected: read)"));
            }
            sequence();
        } catch (RuntimeException | Error fault) {
            listener.onFatal(fault);
        } finally {
            isClosed = true;
            appender.refuse(jobs, Job.refused(PublishResult.Reason.LOG_FAILED));
            appender.giveUp();
            intake.end(job -> appender.refuse(List.of(job), Job.refused(PublishResult.Reason.CLOSING)));
            ready.completeExceptionally(new IllegalStateException("hub: ended before it was ready (expected: ready)"));
            ended.complete(null);
        }
    }

    private void beginTaking() {
        isReady = true;
        ready.complete(null);
    }

    private void sequence() {
        while (!isClosed) {
            maintain();
            appender.answerLate();
            if (intake.isEmpty()) {
                if (isDraining && appender.lateAnswers() == 0) {
                    return;
                }
                awaitWork();
            } else if (appender.isTooLate()) {
                awaitDisk();
            } else if (!pace.maySpeedOn()) {
                awaitDelivery();
            } else {
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
        intake.forgetPromise();
        try {
            maintenance.run();
        } catch (HubException failure) {
            listener.onLogFailure(failure);
        }
    }

    private void awaitWork() {
        boolean mayRest = intake.rest();
        boolean hasToEnd = isClosed || (isDraining && appender.lateAnswers() == 0);
        if (mayRest && !hasToEnd && !appender.isAnswerDue()) {
            park();
        }
        intake.rise();
    }

    private void awaitDisk() {
        if (!appender.isAnswerDue() && !isClosed) {
            park();
        }
    }

    private void awaitDelivery() {
        isPaced = true;
        if (!pace.maySpeedOn() && !appender.isAnswerDue() && !isClosed) {
            park();
        }
        isPaced = false;
    }

    private void append() {
        intake.take(jobs);
        appender.append(jobs);
        jobs.clear();
    }

    private void park() {
        runner.rest(MAINTENANCE_NANOS);
    }

    private void refuseNow(Job job, PublishResult refusal) {
        counts.refused(1);
        job.reply().now(refusal);
    }

    /// What waits on the thread goes on giving the answers that were put aside.
    ///
    /// Owner: the sequencer thread.
    private final class Waiting implements Patience {
        @Override
        public boolean await(CompletableFuture<?> stage) {
            lookAroundAfter(stage);
            while (!stage.isDone() && !isClosed) {
                if (appender.isAnswerDue()) {
                    appender.answerLate();
                } else {
                    park();
                }
            }
            return stage.isDone();
        }

        @Override
        public void lookAroundAfter(CompletableFuture<?> stage) {
            if (!stage.isDone()) {
                stage.whenComplete((answer, failure) -> wake());
            }
        }
    }
}
