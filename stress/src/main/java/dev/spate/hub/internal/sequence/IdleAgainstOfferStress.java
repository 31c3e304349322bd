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

/// A publication comes while a sequencer that has nothing to do goes to sleep. Results: whether it slept and was
/// woken; whether the publication was appended before the sequencer slept for ever.
///
/// Owner: jcstress, which gives each try a state of its own.
@JCStressTest
@Outcome(id = "false, true", expect = ACCEPTABLE, desc = "It had no time to sleep.")
@Outcome(id = "true, true", expect = ACCEPTABLE_INTERESTING, desc = "It slept, and was woken.")
@Outcome(expect = FORBIDDEN, desc = "It sleeps for ever, and a publication waits.")
@State
public class IdleAgainstOfferStress {
    private final ActorRunner runner = new ActorRunner();
    private final Sequencer sequencer = Offers.sequencer(new GivenLog(), runner);
    private final StageReply reply = new StageReply(Durability.MEMORY);

    /// The sequencer.
    @Actor
    public void live() {
        runner.live(sequencer::close);
    }

    /// The publisher.
    @Actor
    public void offer() {
        runner.awaitLife();
        sequencer.offer(Offers.answeredBy(reply));
        runner.fallSilent();
    }

    /// What became of both.
    @Arbiter
    public void look(ZZ_Result result) {
        result.r1 = runner.wasWoken();
        result.r2 = Offers.isAccepted(reply);
    }
}
