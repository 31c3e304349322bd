package dev.spate.hub.internal.sequence;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/// Two loops publish while the sequencer rests; each leaves the waking to the end of its turn, and one may leave it to
/// the other. Result: whether it was woken when both turns are over.
///
/// Owner: jcstress, which gives each try a state of its own.
@JCStressTest
@Outcome(id = "true", expect = ACCEPTABLE, desc = "It is woken, by one of the two or by both.")
@Outcome(id = "false", expect = FORBIDDEN, desc = "It sleeps, and publications wait.")
@State
public class TwoTurnsStress {
    private volatile boolean isWoken;
    private final Intake intake = new Intake(Offers.LIMITS, () -> isWoken = true);

    /// The sequencer rests.
    public TwoTurnsStress() {
        intake.rest();
    }

    /// A loop.
    @Actor
    public void first() {
        publish();
    }

    /// Another one.
    @Actor
    public void second() {
        publish();
    }

    /// What became of both.
    @Arbiter
    public void look(Z_Result result) {
        result.r1 = isWoken;
    }

    private void publish() {
        var turn = new Offers.Turn();
        intake.offer(Offers.answeredBy(turn));
        turn.end();
    }
}
