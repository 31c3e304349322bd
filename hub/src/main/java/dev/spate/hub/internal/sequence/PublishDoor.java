package dev.spate.hub.internal.sequence;

import dev.spate.hub.Decision;
import dev.spate.hub.Durability;
import dev.spate.hub.Principal;
import dev.spate.hub.Publication;
import dev.spate.hub.PublishResult;
import dev.spate.hub.internal.access.Decisions;
import dev.spate.hub.spi.EventLog;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/// A publication's way to the sequencer: is it too large, may it be published, is there a sequencer that takes it?
///
/// Thread-safe.
public final class PublishDoor {
    private final EventLog log;
    private final int maxDataBytes;
    private final Decisions decisions;
    private final Supplier<Optional<Sequencer>> sequencer;
    private final LongAdder refused = new LongAdder();
    /// Written by whoever drains or closes the hub, read by every publisher.
    private volatile boolean isClosing;

    /// @param log what it is published to
    /// @param maxDataBytes the most bytes of data; more is refused
    /// @param sequencer empty until the log is ready
    public PublishDoor(EventLog log, int maxDataBytes, Decisions decisions, Supplier<Optional<Sequencer>> sequencer) {
        this.log = log;
        this.maxDataBytes = maxDataBytes;
        this.decisions = decisions;
        this.sequencer = sequencer;
    }

    /// From now on, everything is refused.
    public void beginClosing() {
        isClosing = true;
    }

    /// @param back where it goes on if the authorizer does not answer at once
    /// @throws IllegalArgumentException if the publisher waits for more than the log can promise
    public void publish(Principal who, Publication publication, Reply reply, Executor back) {
        if (reply.after() == Durability.DISK && !log.reachesDisk()) {
            throw new IllegalArgumentException("durability: DISK (expected: MEMORY; this hub keeps its log in memory)");
        }
        int bytes = publication.dataBytes();
        if (bytes > maxDataBytes) {
            var detail = "data: " + bytes + " bytes (expected: at most " + maxDataBytes + ")";
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
    public long refused() {
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
        if (isClosing) {
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
