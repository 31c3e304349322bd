package dev.spate.hub.internal.sequence;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.spate.hub.Durability;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// A publication comes while the sequencer goes to rest. Results: whether it would park; whether it was woken.
///
/// Owner: jcstress, which gives each try a state of its own.
@JCStressTest
@Outcome(id = "true, true", expect = ACCEPTABLE_INTERESTING, desc = "It sleeps, and is woken.")
@Outcome(id = "false, true", expect = ACCEPTABLE, desc = "It saw the publication, and is woken for nothing.")
@Outcome(id = "false, false", expect = ACCEPTABLE, desc = "It saw the publication.")
@Outcome(id = "true, false", expect = FORBIDDEN, desc = "It sleeps, and a publication waits.")
@State
public class RestAgainstOfferStress {
    private volatile boolean isWoken;
    private final Intake intake = new Intake(Offers.LIMITS, () -> isWoken = true);

    /// The sequencer.
    @Actor
    public void rest(ZZ_Result result) {
        result.r1 = intake.rest();
    }

    /// The publisher.
    @Actor
    public void offer() {
        intake.offer(Offers.answeredBy(new StageReply(Durability.MEMORY)));
    }

    /// What became of both.
    @Arbiter
    public void look(ZZ_Result result) {
        result.r2 = isWoken;
    }
}
