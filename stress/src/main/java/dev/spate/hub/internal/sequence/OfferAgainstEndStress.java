package dev.spate.hub.internal.sequence;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.spate.hub.Durability;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// A publication comes while the sequencer ends. Results: whether its publisher refuses it; whether the sequencer does.
///
/// Owner: jcstress, which gives each try a state of its own.
@JCStressTest
@Outcome(id = "true, false", expect = ACCEPTABLE, desc = "It came after the end.")
@Outcome(id = "false, true", expect = ACCEPTABLE_INTERESTING, desc = "The end found it.")
@Outcome(id = "true, true", expect = ACCEPTABLE_INTERESTING, desc = "Both saw each other: it is answered once.")
@Outcome(expect = FORBIDDEN, desc = "Its publisher waits for ever.")
@State
public class OfferAgainstEndStress {
    private final Intake intake = new Intake(Offers.LIMITS, () -> {});

    /// The publisher.
    @Actor
    public void offer(ZZ_Result result) {
        result.r1 = intake.offer(Offers.answeredBy(new StageReply(Durability.MEMORY))) == Intake.Outcome.ENDED;
    }

    /// The sequencer.
    @Actor
    public void end(ZZ_Result result) {
        intake.end(job -> result.r2 = true);
    }
}
