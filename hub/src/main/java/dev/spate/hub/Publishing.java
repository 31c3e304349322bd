package dev.spate.hub;

import dev.spate.hub.internal.sequence.Job;
import dev.spate.hub.internal.sequence.Reply;
import dev.spate.hub.internal.sequence.Sequencer;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// A publication's way to the sequencer: is it too large, may it be published, is there a sequencer that takes it?
///
/// Thread-safe.
final class Publishing {
    private final Hub.Parts parts;
    private final Decisions decisions;
    private final Supplier<Optional<Sequencer>> sequencer;
    private final BooleanSupplier isClosing;
    private final LongAdder refused = new LongAdder();

    /// @param sequencer empty until the log is ready
    /// @param isClosing whether nothing is taken any more
    Publishing(
            Hub.Parts parts, Decisions decisions, Supplier<Optional<Sequencer>> sequencer, BooleanSupplier isClosing) {
        this.parts = parts;
        this.decisions = decisions;
        this.sequencer = sequencer;
        this.isClosing = isClosing;
    }

    /// @param back where it goes on if the authorizer does not answer at once
    /// @throws IllegalArgumentException if the publisher waits for more than the log can promise
    void publish(Principal who, Publication publication, Reply reply, Executor back) {
        if (reply.after() == Durability.DISK && !parts.log().reachesDisk()) {
            throw new IllegalArgumentException("durability: DISK (expected: MEMORY; this hub keeps its log in memory)");
        }
        int bytes = Text.utf8Length(publication.event().data());
        int most = parts.limits().maxDataBytes();
        if (bytes > most) {
            var detail = "data: " + bytes + " bytes (expected: at most " + most + ")";
            refuse(reply, PublishResult.Reason.TOO_LARGE, detail);
            return;
        }
        var decision = decisions.mayPublish(who, publication.topics());
        if (decision.isDone()) {
            decided(decision.join(), Job.of(publication, who.name(), bytes, reply));
        } else {
            decision.thenAcceptAsync(answer -> decided(answer, Job.of(publication, who.name(), bytes, reply)), back);
        }
    }

    /// @return how many publications were refused here
    long refused() {
        return refused.sum();
    }

    private void decided(Decision decision, Job job) {
        switch (decision) {
            case Decision.Denied(String reason) -> refuse(job.reply(), PublishResult.Reason.DENIED, reason);
            case Decision.Allowed allowed -> offer(job);
        }
    }

    private void offer(Job job) {
        var running = sequencer.get();
        if (isClosing.getAsBoolean()) {
            refuse(job.reply(), PublishResult.Reason.CLOSING, "the hub is closing");
        } else if (running.isEmpty()) {
            refuse(job.reply(), PublishResult.Reason.OVERLOADED, "the log is not ready yet");
        } else {
            running.get().offer(job);
        }
    }

    private void refuse(Reply reply, PublishResult.Reason reason, String detail) {
        refused.increment();
        reply.now(new PublishResult.Refused(reason, detail));
    }
}
