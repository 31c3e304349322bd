package dev.spate.hub.internal.sequence;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.spate.hub.Durability;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/// A publication comes while the hub drains and its sequencer ends. Results: whether the publisher was told that it was
/// taken; how often it is in the log.
///
/// Owner: jcstress, which gives each try a state of its own.
@JCStressTest
@Outcome(id = "true, 1", expect = ACCEPTABLE_INTERESTING, desc = "It came before the end.")
@Outcome(id = "false, 0", expect = ACCEPTABLE_INTERESTING, desc = "It came too late, and its publisher knows.")
@Outcome(expect = FORBIDDEN, desc = "Its publisher waits for ever, or was told what is not so.")
@State
public class DrainAgainstOfferStress {
    private static final int UNANSWERED = -1;

    private final GivenLog log = new GivenLog();
    private final ActorRunner runner = new ActorRunner();
    private final Sequencer sequencer = Offers.sequencer(log, runner);
    private final StageReply reply = new StageReply(Durability.MEMORY);

    /// The sequencer, when the hub drains.
    @Actor
    public void drainAndLive() {
        sequencer.drain();
        runner.live(sequencer::close);
    }

    /// The publisher.
    @Actor
    public void offer() {
        sequencer.offer(Offers.answeredBy(reply));
        runner.fallSilent();
    }

    /// What became of both.
    @Arbiter
    public void look(ZI_Result result) {
        result.r1 = Offers.isAccepted(reply);
        result.r2 = result.r1 || Offers.isRefused(reply) ? log.appended() : UNANSWERED;
    }
}
