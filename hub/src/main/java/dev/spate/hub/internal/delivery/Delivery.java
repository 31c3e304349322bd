package dev.spate.hub.internal.delivery;

import dev.spate.hub.CloseReason;
import dev.spate.hub.HubLimits;
import dev.spate.hub.HubListener;
import dev.spate.hub.Principal;
import dev.spate.hub.Ticker;
import dev.spate.hub.UnknownId;
import dev.spate.hub.spi.EventLog;
import java.util.concurrent.Executor;

/// What all senders of a hub share. Thread-safe: immutable, of thread-safe parts.
///
/// @param limits the hub's bounds
/// @param log the log that cursors read behind the window
/// @param readers run what that takes, off the loops
/// @param window the newest entries
/// @param ticker elapsed time
/// @param unknownId where a stream goes on when its first read finds a gap
/// @param tally what is counted
/// @param listener is told of gaps and failures
/// @param endings is told of every subscription that ended
/// @param progress is told when a sender has delivered more, from the sender's loop
public record Delivery(
        HubLimits limits,
        EventLog log,
        Executor readers,
        Window window,
        Ticker ticker,
        UnknownId unknownId,
        Tally tally,
        HubListener listener,
        Endings endings,
        Runnable progress) {
    /// Is told when subscriptions have ended. Thread-safe.
    public interface Endings {
        /// One has ended, and its sink with it.
        ///
        /// @param principal whose it was
        /// @param reason why
        void ended(Principal principal, CloseReason reason);

        /// A loop refuses tasks: what lived on it is over, though nobody could end it.
        ///
        /// @param count how many subscriptions those were, perhaps none
        void lost(int count);
    }
}
