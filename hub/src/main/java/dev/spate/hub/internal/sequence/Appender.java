package dev.spate.hub.internal.sequence;

import dev.spate.hub.Durability;
import dev.spate.hub.HubListener;
import dev.spate.hub.Position;
import dev.spate.hub.Publication;
import dev.spate.hub.PublishResult;
import dev.spate.hub.spi.EventLog;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Appends batches, and answers each publication as soon as it is as safe as its publisher wants.
///
/// ```text
///                    wants MEMORY            wants DISK
/// log for MEMORY     once it is written      once it is durable; other batches go on meanwhile
/// log for DISK       once it is written      once it is durable; the next batch waits for that
/// ```
///
/// Owner: the sequencer thread.
final class Appender {
    private static final PublishResult FAILED = Job.refused(PublishResult.Reason.LOG_FAILED);

    private final EventLog log;
    private final HubListener listener;
    private final int maxLateAnswers;
    private final PublishCounts counts;
    private final Patience patience;
    private final boolean isForDisk;
    private final IdempotencyWindow idempotency;
    private final Recollection recollection;
    private final LateAnswers late = new LateAnswers();
    private final Outbox outbox = new Outbox();
    /// Of the batch that the log took last: once it is on the disk, everything before it is.
    private CompletableFuture<List<Position>> newestDurable = CompletableFuture.completedFuture(List.of());
    /// Whether something may be in the log of which its publisher was told that it had failed.
    private boolean isInDoubt;

    /// A batch that the log has been given. Thread-safe: immutable.
    private record Given(CompletableFuture<List<Position>> written, CompletableFuture<List<Position>> durable) {}

    Appender(Sequencer.Parts parts, PublishCounts counts, Patience patience) {
        var limits = parts.limits();
        this.log = parts.log();
        this.listener = parts.listener();
        this.maxLateAnswers = limits.maxQueuedPublications();
        this.counts = counts;
        this.patience = patience;
        this.isForDisk = log.durability() == Durability.DISK;
        this.idempotency = new IdempotencyWindow(limits.idempotencyAge(), limits.maxIdempotencyKeys(), parts.ticker());
        this.recollection = new Recollection(log, limits, parts.clock(), idempotency);
    }

    /// Remembers the idempotency keys that the log holds from before.
    ///
    /// @return whether that could be done
    boolean recall() {
        var beginning = answerTo(recollection::findBeginning);
        beginning.ifPresent(recollection::isKnown);
        boolean isRead = beginning.isPresent() && readOn();
        counts.remembers(idempotency.size());
        return isRead;
    }

    /// Appends a batch, and answers whoever does not wait for more than the log is configured for.
    ///
    /// @param jobs at least one
    void append(List<Job> jobs) {
        if (isInDoubt && jobs.stream().anyMatch(Job::hasKey) && !resolveDoubt()) {
            refuse(jobs, FAILED);
            return;
        }
        var batch = new Batch(jobs, idempotency, log);
        if (batch.fresh().isEmpty()) {
            counts.count(batch.results());
        } else {
            carryOut(batch);
        }
        counts.remembers(idempotency.size());
        if (!isForDisk && batch.isWanted(Durability.DISK)) {
            late.add(batch.putAside(newestDurable));
            patience.lookAroundAfter(newestDurable);
        }
        batch.answer(Durability.MEMORY, outbox);
        batch.answer(Durability.DISK, outbox);
        outbox.send();
    }

    void refuse(List<Job> jobs, PublishResult refusal) {
        counts.refused(jobs.size());
        jobs.forEach(job -> job.reply().later(refusal, outbox));
        outbox.send();
    }

    /// @return whether an answer that was put aside may be given
    boolean isAnswerDue() {
        return late.isDue();
    }

    /// @return how many answers are put aside
    int lateAnswers() {
        return late.waiting();
    }

    /// @return whether so many answers are put aside that nothing may be appended until some are given
    boolean isTooLate() {
        return late.waiting() >= maxLateAnswers;
    }

    /// Gives the answers that were put aside and may be given.
    void answerLate() {
        while (late.isDue()) {
            var group = late.remove();
            if (answerOf(group.durable).isPresent()) {
                group.give(outbox);
            } else {
                fail(group);
            }
        }
        outbox.send();
    }

    /// Answers those who wait for the disk: it cannot be said whether it will be reached.
    void giveUp() {
        while (late.waiting() > 0) {
            fail(late.remove());
        }
        outbox.send();
    }

    private void fail(LateAnswers.Group group) {
        counts.refused(group.size());
        group.give(FAILED, outbox);
    }

    /// Finds out what of that which had failed is in the log all the same.
    private boolean resolveDoubt() {
        isInDoubt = !readOn();
        return !isInDoubt;
    }

    private boolean readOn() {
        boolean isMore = true;
        while (isMore) {
            var page = answerTo(recollection::read);
            if (page.isEmpty()) {
                return false;
            }
            isMore = recollection.take(page.get());
        }
        return true;
    }

    private void carryOut(Batch batch) {
        boolean isEarly = isForDisk && batch.isWanted(Durability.MEMORY);
        var given = give(batch.fresh(), isForDisk && !isEarly);
        var positions = answerOf(isForDisk && !isEarly ? given.durable() : given.written());
        if (positions.isEmpty()) {
            isInDoubt |= batch.hasFreshKeys();
            batch.failed();
            counts.count(batch.results());
            return;
        }
        batch.taken(positions.get());
        counts.count(batch.results());
        if (isEarly && !isSafe(batch, given.durable())) {
            return;
        }
        newestDurable = given.durable();
        long newest = positions.get().getLast().offset();
        batch.remember(positions.get());
        if (!isInDoubt) {
            recollection.isKnown(newest);
        }
        counts.isAcknowledged(newest);
    }

    /// Answers those who do not wait for the disk, though what comes next does.
    ///
    /// @return whether the disk was reached
    private boolean isSafe(Batch batch, CompletableFuture<List<Position>> durable) {
        batch.answer(Durability.MEMORY, outbox);
        outbox.send();
        if (answerOf(durable).isPresent()) {
            return true;
        }
        isInDoubt |= batch.hasFreshKeys();
        counts.refused(batch.failed());
        return false;
    }

    /// @param isHere whether nothing is to be done before the disk has it
    private Given give(List<Publication> fresh, boolean isHere) {
        try {
            var appending = isHere ? log.appendHere(fresh) : log.append(fresh);
            return new Given(
                    appending.written().toCompletableFuture(),
                    appending.durable().toCompletableFuture());
        } catch (RuntimeException failure) {
            var failed = CompletableFuture.<List<Position>>failedFuture(failure);
            return new Given(failed, failed);
        }
    }

    private <T> Optional<T> answerTo(Supplier<CompletionStage<T>> question) {
        try {
            return answerOf(question.get().toCompletableFuture());
        } catch (RuntimeException failure) {
            return answerOf(CompletableFuture.failedFuture(failure));
        }
    }

    /// What the log answers, waited for; empty if it fails, which is told, or the sequencer has to end.
    private <T> Optional<T> answerOf(CompletableFuture<T> answer) {
        if (!patience.await(answer)) {
            return Optional.empty();
        }
        return answer.handle((given, failure) -> {
                    if (failure != null) {
                        listener.onLogFailure(reason(failure));
                    }
                    return Optional.ofNullable(given);
                })
                .join();
    }

    private static Throwable reason(Throwable failure) {
        var cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }
}
