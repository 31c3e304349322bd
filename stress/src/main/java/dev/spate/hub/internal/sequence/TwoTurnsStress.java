package dev.spate.hub.internal.sequence;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/// Two loops publish while the sequencer rests; each leaves the waking to the end of its turn, and one may leave it to
/// the other. Result: how often it was woken when both turns are over.
///
/// Owner: jcstress, which gives each try a state of its own.
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "It is woken by one of the two.")
@Outcome(id = "2", expect = ACCEPTABLE_INTERESTING, desc = "It is woken by both.")
@Outcome(expect = FORBIDDEN, desc = "It sleeps, and publications wait.")
@State
public class TwoTurnsStress {
    private final AtomicInteger wakes = new AtomicInteger();
    private final Intake intake = new Intake(Offers.LIMITS, wakes::incrementAndGet);

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
    public void look(I_Result result) {
        result.r1 = wakes.get();
    }

    private void publish() {
        var turn = new Offers.Turn();
        intake.offer(Offers.answeredBy(turn));
        turn.end();
    }
}
