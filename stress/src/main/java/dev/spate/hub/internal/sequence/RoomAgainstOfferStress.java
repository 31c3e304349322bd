package dev.spate.hub.internal.sequence;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.spate.hub.Durability;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/// A publisher wants the last place of the queue, and one more, while the sequencer makes room. Results: how many more
/// were told that they wait than were taken; how many of its two waited; how many find room afterwards.
///
/// Owner: jcstress, which gives each try a state of its own.
@JCStressTest
@Outcome(id = "0, 1, 4", expect = ACCEPTABLE, desc = "Room was made too late for one.")
@Outcome(id = "0, 2, 4", expect = ACCEPTABLE_INTERESTING, desc = "Room was made in time.")
@Outcome(expect = FORBIDDEN, desc = "A publication, or room, was lost.")
@State
public class RoomAgainstOfferStress {
    private static final int WAITING_BEFORE = 3;

    private final Intake intake = new Intake(Offers.LIMITS, () -> {});
    private final List<Job> taken = new ArrayList<>();
    private int waiting = WAITING_BEFORE;

    /// All places but one are taken.
    public RoomAgainstOfferStress() {
        for (int count = 0; count < WAITING_BEFORE; count++) {
            offer();
        }
    }

    /// The publisher.
    @Actor
    public void offerTwice() {
        waiting += offer() ? 1 : 0;
        waiting += offer() ? 1 : 0;
    }

    /// The sequencer.
    @Actor
    public void take() {
        intake.take(taken);
    }

    /// What became of both.
    @Arbiter
    public void look(III_Result result) {
        intake.take(taken);
        result.r1 = waiting - taken.size();
        result.r2 = waiting - WAITING_BEFORE;
        while (offer()) {
            result.r3++;
        }
    }

    private boolean offer() {
        return intake.offer(Offers.answeredBy(new StageReply(Durability.MEMORY))) == Intake.Outcome.WAITING;
    }
}
