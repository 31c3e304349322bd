package dev.spate.hub.internal.sequence;

import java.util.concurrent.CompletableFuture;

/// The sequencer's thread, as those see it who have to wait for the log on it.
///
/// Owner: the sequencer thread.
interface Patience {
    /// Waits until a stage has completed, or the sequencer has to end.
    ///
    /// @return whether it has completed
    boolean await(CompletableFuture<?> stage);

    /// Sees to it that the thread looks around once a stage has completed, whatever it waits for then.
    void lookAroundAfter(CompletableFuture<?> stage);
}
