package dev.spate.hub.internal.sequence;

/// What a sequencer runs on, as the sequencer sees it: a thread of its own in production, see [ThreadRunner]; a
/// simulation decides by itself what happens while the sequencer rests.
///
/// [#begin(Runnable)] is called once and [#rest(long)] by what was begun; [#wake()] may be called by any thread.
public interface Runner {
    /// Begins to run something, once, soon.
    void begin(Runnable life);

    /// Rests until it is woken, or was since it last rested, or so much time has passed; or, now and then, for no
    /// reason.
    ///
    /// @param nanos the longest rest
    void rest(long nanos);

    /// Lets it rest no longer.
    void wake();
}
