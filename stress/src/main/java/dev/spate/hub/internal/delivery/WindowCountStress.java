package dev.spate.hub.internal.delivery;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;

/// A loop reads anew on and on while the tail puts entries into a chunk that it sees, until the head tells that all are
/// there.
/// Results: how many it has read then; whether it read a part of them before.
///
/// Owner: jcstress, which gives each try a state of its own.
@JCStressTest
@Outcome(id = "8, false", expect = ACCEPTABLE, desc = "It saw all of them at once.")
@Outcome(id = "8, true", expect = ACCEPTABLE_INTERESTING, desc = "It saw a part of them first.")
@Outcome(expect = FORBIDDEN, desc = "It missed one that the head told of, or saw what is not whole.")
@State
public class WindowCountStress {
    private final Window window = new Window(-1, 1 << 20, 1 << 20, () -> 0);

    /// There is a chunk, which has room.
    public WindowCountStress() {
        window.append(Entries.FIRST);
    }

    /// The tail.
    @Actor
    public void append() {
        window.append(Entries.EIGHT);
    }

    /// The loop.
    @Actor
    public void read(IZ_Result result) {
        boolean isOver;
        do {
            isOver = window.head() == Entries.EIGHT.size();
            result.r1 = Entries.readOn(window.afterLive(result.r1), result.r1);
            result.r2 |= result.r1 > 0 && result.r1 < Entries.EIGHT.size();
        } while (!isOver && result.r1 != Entries.WRONG);
    }
}
