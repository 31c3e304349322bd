package dev.spate.hub.internal.sequence;

import java.util.concurrent.atomic.AtomicBoolean;

/// A sequencer's thread in these tests: the actor that calls [#live(Runnable)]. It sleeps until it is woken, or until
/// those who could wake it have nothing left to say. Then it sleeps for ever, which no clock has to find out.
///
/// Owner: the actor that lives; [#wake()], [#awaitLife()] and [#fallSilent()] may be
/// called by any thread.
final class ActorRunner implements Runner {
    private final AtomicBoolean isWoken = new AtomicBoolean();
    /// Written by the other actor after all that it does, read by this one before it gives up being woken.
    private volatile boolean isSilent;
    /// Written by this actor when it begins to live, read by the other one, which begins then.
    private volatile boolean isAlive;
    private Runnable life = () -> {};
    private Runnable onSleepForEver = () -> {};
    private int awakenings;
    private boolean sleptForEver;

    @Override
    public void begin(Runnable begun) {
        life = begun;
    }

    @Override
    public void rest(long nanos) {
        while (!isWoken.getAndSet(false)) {
            if (isSilent && !isWoken.get()) {
                sleptForEver = true;
                onSleepForEver.run();
                return;
            }
            Thread.onSpinWait();
        }
        awakenings++;
    }

    @Override
    public void wake() {
        isWoken.set(true);
    }

    /// Lives to the end.
    ///
    /// @param last is done once nobody will wake it any more; it must end the life
    void live(Runnable last) {
        onSleepForEver = last;
        isAlive = true;
        life.run();
    }

    /// Waits for the life to begin, for the other actor: it takes some time until it can sleep.
    void awaitLife() {
        while (!isAlive) {
            Thread.onSpinWait();
        }
    }

    /// Says that the other actor wakes nobody from now on.
    void fallSilent() {
        isSilent = true;
    }

    /// @return whether it slept, and was woken
    boolean wasWoken() {
        return awakenings > 0;
    }

    /// @return whether it slept when nobody was left to wake it
    boolean sleptForEver() {
        return sleptForEver;
    }
}
