package dev.spate.hub.internal.engine;

import dev.spate.hub.internal.delivery.Connections;
import dev.spate.hub.internal.delivery.Door;
import dev.spate.hub.internal.delivery.Senders;
import dev.spate.hub.internal.delivery.Window;
import dev.spate.hub.internal.sequence.Sequencer;

/// What of a hub runs once its log is ready. Thread-safe: immutable, of thread-safe parts.
public record Engine(Window window, Senders senders, Door door, Sequencer sequencer) {
    /// What is due about once a second, on the sequencer's thread. A log on a disk evicts later, on a thread of its
    /// own,
    /// on which the window forgets the same at once: nobody who comes back is given what is gone.
    public static void maintain(HubParts parts, Senders senders, Window window) {
        senders.findEnded();
        parts.log().maintain().whenComplete((done, failure) -> {
            if (failure != null) {
                parts.listener().onLogFailure(failure);
            }
            window.forgetUpTo(parts.log().bounds().first() - 1);
        });
    }

    /// Who is subscribed.
    public Connections connections() {
        return new Connections(senders);
    }
}
