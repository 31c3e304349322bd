package dev.spate.hub.internal.delivery;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// A loop reads the window while the tail puts two entries into it, each into a chunk of its own. Results: the
/// head that the loop saw before it read; how many entries it read then.
///
/// Owner: jcstress, which gives each try a state of its own.
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Nothing has come.")
@Outcome(id = "0, 1", expect = ACCEPTABLE_INTERESTING, desc = "One has come, and the head is not told yet.")
@Outcome(id = "0, 2", expect = ACCEPTABLE_INTERESTING, desc = "Both have come, and the head was not told yet.")
@Outcome(id = "2, 2", expect = ACCEPTABLE_INTERESTING, desc = "Both have come.")
@Outcome(expect = FORBIDDEN, desc = "Less was read than the head told of, or what is not whole.")
@State
public class WindowViewStress {
    /// So few that each entry opens a chunk, and enough that both are kept.
    private static final int MAX_BYTES = 1_024;

    private final Window window = new Window(0, MAX_BYTES, 1 << 20, () -> 0);

    /// The tail.
    @Actor
    public void append() {
        window.append(Entries.TWO);
    }

    /// The loop.
    @Actor
    public void read(II_Result result) {
        result.r1 = (int) window.head();
        var reader = window.afterLive(0);
        result.r2 = reader == null ? -2 : Entries.countAscending(reader);
    }
}
