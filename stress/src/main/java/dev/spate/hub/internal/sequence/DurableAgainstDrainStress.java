package dev.spate.hub.internal.sequence;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.spate.hub.Durability;
import dev.spate.hub.Position;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// A publisher waits for the disk, for which the log does not wait; the hub drains, and then the disk is done. Results:
/// whether the sequencer slept and was woken; whether the publisher was told so before the sequencer ended or slept for
/// ever.
///
/// Owner: jcstress, which gives each try a state of its own.
@JCStressTest
@Outcome(id = "false, true", expect = ACCEPTABLE, desc = "It had no time to sleep.")
@Outcome(id = "true, true", expect = ACCEPTABLE_INTERESTING, desc = "It slept, and was woken.")
@Outcome(expect = FORBIDDEN, desc = "It sleeps for ever or has ended, and the publisher waits.")
@State
public class DurableAgainstDrainStress {
    private final CompletableFuture<List<Position>> durable = new CompletableFuture<>();
    private final ActorRunner runner = new ActorRunner();
    private final Sequencer sequencer = Offers.sequencer(new GivenLog(durable), runner);
    private final StageReply reply = new StageReply(Durability.DISK);

    /// One publication waits.
    public DurableAgainstDrainStress() {
        sequencer.offer(Offers.answeredBy(reply));
    }

    /// The sequencer.
    @Actor
    public void live() {
        runner.live(sequencer::close);
    }

    /// The hub, and the disk.
    @Actor
    public void drainAndSync() {
        runner.awaitLife();
        sequencer.drain();
        durable.complete(GivenLog.FIRST);
        runner.fallSilent();
    }

    /// What became of both.
    @Arbiter
    public void look(ZZ_Result result) {
        result.r1 = runner.wasWoken();
        result.r2 = Offers.isAccepted(reply) && !runner.sleptForEver();
    }
}
