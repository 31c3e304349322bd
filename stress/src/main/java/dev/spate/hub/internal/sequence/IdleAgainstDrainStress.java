package dev.spate.hub.internal.sequence;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// A hub drains while its sequencer, which has nothing to do, goes to sleep. Results: whether it slept and was woken;
/// whether it ended without sleeping for ever.
///
/// Owner: jcstress, which gives each try a state of its own.
@JCStressTest
@Outcome(id = "false, true", expect = ACCEPTABLE, desc = "It had no time to sleep.")
@Outcome(id = "true, true", expect = ACCEPTABLE_INTERESTING, desc = "It slept, and was woken.")
@Outcome(expect = FORBIDDEN, desc = "It sleeps for ever, and the hub waits.")
@State
public class IdleAgainstDrainStress {
    private final ActorRunner runner = new ActorRunner();
    private final Sequencer sequencer = Offers.sequencer(new GivenLog(), runner);

    /// The sequencer.
    @Actor
    public void live() {
        runner.live(sequencer::close);
    }

    /// The hub.
    @Actor
    public void drain() {
        runner.awaitLife();
        sequencer.drain();
        runner.fallSilent();
    }

    /// What became of both.
    @Arbiter
    public void look(ZZ_Result result) {
        result.r1 = runner.wasWoken();
        result.r2 = !runner.sleptForEver();
    }
}
