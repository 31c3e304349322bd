package dev.spate.hub.internal.sequence;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.spate.hub.Durability;
import dev.spate.hub.PublishResult;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/// A publication comes while the sequencer ends. Result: whether its publisher is answered.
///
/// Owner: jcstress, which gives each try a state of its own.
@JCStressTest
@Outcome(id = "true", expect = ACCEPTABLE, desc = "It is refused, by one of the two or by both.")
@Outcome(id = "false", expect = FORBIDDEN, desc = "Its publisher waits for ever.")
@State
public class OfferAgainstEndStress {
    private static final PublishResult CLOSING = Job.refused(PublishResult.Reason.CLOSING);

    private final Outbox outbox = new Outbox();
    private final Intake intake = new Intake(Offers.LIMITS, () -> {});
    private final StageReply reply = new StageReply(Durability.MEMORY);

    /// The publisher.
    @Actor
    public void offer() {
        if (intake.offer(Offers.answeredBy(reply)) == Intake.Outcome.ENDED) {
            reply.now(CLOSING);
        }
    }

    /// The sequencer.
    @Actor
    public void end() {
        intake.end(job -> job.reply().later(CLOSING, outbox));
    }

    /// What became of both.
    @Arbiter
    public void look(Z_Result result) {
        result.r1 = reply.stage().toCompletableFuture().isDone();
    }
}
