package dev.spate.testkit.simulation;

import dev.spate.hub.internal.sequence.Runner;
import org.jspecify.annotations.Nullable;

/// What the sequencer of a hub runs on: the simulation's own thread. While it rests, the world goes on inside the call
/// by which it rests, until the simulation lets it go on:
///
/// ```
/// world ─▶ sequencer ─▶ rest ─▶ world: steps, steps, steps
///                       rest ◀─ the step that lets it go on
///          sequencer ◀─
/// ```
///
/// So all is one thread and one stack, and the seed decides when the sequencer takes its turn.
///
/// Owner: the simulation's thread.
final class Seat implements Runner {
    /// So often it may rest without being let, once it is to end.
    private static final int MAX_LAST_RESTS = 1_000;

    private final World world;
    private @Nullable Runnable life;
    private State state = State.NEW;
    private boolean isWoken;
    private boolean isLet;
    private boolean isCut;
    private int lastRests;
    private long restsUntil;

    private enum State {
        NEW,
        RUNNING,
        RESTING,
        OVER
    }

    /// Ends what runs here as if its thread had never been.
    static final class Cut extends Error {
        private static final long serialVersionUID = 1;

        Cut() {
            super("the power was cut", null, false, false);
        }
    }

    Seat(World world) {
        this.world = world;
    }

    @Override
    public void begin(Runnable newLife) {
        life = newLife;
    }

    @Override
    public void wake() {
        isWoken = true;
    }

    @Override
    public void rest(long nanos) {
        if (!isCut && !isWoken) {
            if (world.isClosed()) {
                lastRests++;
                if (lastRests > MAX_LAST_RESTS) {
                    throw world.failed(new Violation("the sequencer does not end"));
                }
                return;
            }
            isLet = false;
            restsUntil = world.nanos() + nanos;
            state = State.RESTING;
            world.goOnUntil(() -> isLet);
            state = State.RUNNING;
        }
        isWoken = false;
        if (isCut) {
            throw new Cut();
        }
    }

    /// Lets the sequencer take its turn, if it wants one.
    ///
    /// @param forNoReason whether it may have one that it does not ask for
    /// @return whether it takes it
    boolean step(boolean forNoReason) {
        switch (state) {
            case NEW -> {
                if (life == null) {
                    return false;
                }
                state = State.RUNNING;
                life.run();
                state = State.OVER;
            }
            case RESTING -> isLet = isWoken || forNoReason || world.nanos() - restsUntil >= 0;
            case RUNNING, OVER -> {
                return false;
            }
        }
        return state != State.RESTING || isLet;
    }

    /// Whether there is something that it was told to do.
    boolean isWanted() {
        return state == State.NEW ? life != null : state == State.RESTING && isWoken;
    }

    /// Whether it rests, and was not told of anything to do.
    boolean isAtRest() {
        return state == State.RESTING && !isWoken;
    }

    /// Whether it has something to end yet.
    boolean isAlive() {
        return state == State.NEW ? life != null : state != State.OVER;
    }

    /// The hub was closed: it is to see that.
    void let() {
        isLet = true;
        step(true);
    }

    /// The process is gone in the midst of whatever it does.
    void cut() {
        isCut = true;
        isLet = true;
    }
}
