package dev.spate.hub.internal.delivery;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// A loop that is at the beginning reads the window while the tail puts so much into it that what was there goes.
/// Results: the head that the loop saw before it read; how many entries it read then, or [#GONE].
///
/// Owner: jcstress, which gives each try a state of its own.
@JCStressTest
@Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "It was there before.")
@Outcome(
        id = {"2, 3", "2, 4", "4, 4"},
        expect = ACCEPTABLE_INTERESTING,
        desc = "It saw what came, and all before.")
@Outcome(
        id = {"2, -2", "4, -2"},
        expect = ACCEPTABLE_INTERESTING,
        desc = "It is told that the window has moved on.")
@Outcome(expect = FORBIDDEN, desc = "Less was read than the head told of, or what is not whole.")
@State
public class WindowEvictionStress {
    static final int GONE = -2;

    /// So few that each entry opens a chunk, and the first goes when there are four.
    private static final int MAX_BYTES = 640;

    private final Window window = new Window(0, MAX_BYTES, 1 << 20, () -> 0);

    /// Two have come.
    public WindowEvictionStress() {
        window.append(Entries.TWO);
    }

    /// The tail.
    @Actor
    public void append() {
        window.append(Entries.NEXT_TWO);
    }

    /// The loop.
    @Actor
    public void read(II_Result result) {
        result.r1 = (int) window.head();
        var reader = window.afterLive(0);
        result.r2 = reader == null ? GONE : Entries.readOn(reader, 0);
    }
}
