package dev.spate.hub.internal.delivery;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.spate.hub.Block;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/// A loop makes two blocks and gives them back, again and again, while somebody adds up what the hub pins. Results:
/// what was pinned
/// meanwhile; what is pinned in the end.
///
/// Owner: jcstress, which gives each try a state of its own.
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Nothing was alive, before or after.")
@Outcome(
        id = {"10, 0", "30, 0", "20, 0"},
        expect = ACCEPTABLE_INTERESTING,
        desc = "What was alive at some moment, and nothing in the end.")
@Outcome(expect = FORBIDDEN, desc = "What was alive at no moment, or is left for ever.")
@State
public class PinnedStress {
    private static final int ROUNDS = 8;
    private static final byte[] SMALL = new byte[10];
    private static final byte[] LARGE = new byte[20];

    private final Pinned pinned = new Pinned();

    /// The loop.
    @Actor
    public void makeAndRelease() {
        for (int round = 0; round < ROUNDS; round++) {
            var small = new Block(SMALL, SMALL.length, pinned);
            var large = new Block(LARGE, LARGE.length, pinned);
            pinned.made(small);
            pinned.made(large);
            small.release();
            large.release();
        }
    }

    /// Whoever asks.
    @Actor
    public void ask(JJ_Result result) {
        result.r1 = pinned.bytes();
    }

    /// What is left.
    @Arbiter
    public void look(JJ_Result result) {
        result.r2 = pinned.bytes();
    }
}
