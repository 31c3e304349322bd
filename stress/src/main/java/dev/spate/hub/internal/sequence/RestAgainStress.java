package dev.spate.hub.internal.sequence;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.ArrayList;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// A loop publishes and wakes the sequencer, which takes that, and rests again while the loop's turn is not over yet;
/// then another loop publishes. Results: whether the sequencer would park the second time; whether it was woken after
/// that.
///
/// Owner: jcstress, which gives each try a state of its own.
@JCStressTest
@Outcome(id = "true, true", expect = ACCEPTABLE_INTERESTING, desc = "It sleeps, and is woken.")
@Outcome(id = "false, true", expect = ACCEPTABLE, desc = "It saw a publication, and is woken for nothing.")
@Outcome(id = "false, false", expect = ACCEPTABLE, desc = "It saw a publication.")
@Outcome(id = "true, false", expect = FORBIDDEN, desc = "It sleeps, and a publication waits.")
@State
public class RestAgainStress {
    private volatile boolean isWoken;
    private final Intake intake = new Intake(Offers.LIMITS, () -> isWoken = true);

    /// The sequencer rests.
    public RestAgainStress() {
        intake.rest();
    }

    /// The first loop.
    @Actor
    public void first() {
        publish();
    }

    /// The sequencer, and then the second loop.
    @Actor
    public void restAndPublish(ZZ_Result result) {
        intake.rise();
        intake.take(new ArrayList<>());
        isWoken = false;
        result.r1 = intake.rest();
        publish();
    }

    /// What became of all.
    @Arbiter
    public void look(ZZ_Result result) {
        result.r2 = isWoken;
    }

    private void publish() {
        var turn = new Offers.Turn();
        intake.offer(Offers.answeredBy(turn));
        turn.end();
    }
}
