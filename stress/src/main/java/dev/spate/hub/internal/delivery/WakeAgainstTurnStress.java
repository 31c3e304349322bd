package dev.spate.hub.internal.delivery;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/// The tail puts entries into the window and wakes a sender whose loop has a turn of it under way. Results: how far the
/// sender was when its turn was over; how far it is when nothing waits on its loop any more.
///
/// Owner: jcstress, which gives each try a state of its own.
@JCStressTest
@Outcome(id = "2, 2", expect = ACCEPTABLE_INTERESTING, desc = "Its turn saw what came.")
@Outcome(id = "0, 2", expect = ACCEPTABLE, desc = "Another turn was posted.")
@Outcome(expect = FORBIDDEN, desc = "Nobody is woken for what came.")
@State
public class WakeAgainstTurnStress {
    private final QueuedLoop loop = new QueuedLoop();
    private final Window window = new Window(0, 1 << 20, 1 << 20, () -> 0);
    private final Sender sender = Deliveries.sender(loop, window);

    /// A turn waits.
    public WakeAgainstTurnStress() {
        sender.wake();
    }

    /// The loop.
    @Actor
    public void turn(JJ_Result result) {
        loop.runNext();
        result.r1 = sender.position();
    }

    /// The tail.
    @Actor
    public void append() {
        window.append(Entries.TWO);
        sender.wake();
    }

    /// What is left to do.
    @Arbiter
    public void look(JJ_Result result) {
        while (loop.runNext()) {
            // Goes on until nothing waits.
        }
        result.r2 = sender.position();
    }
}
