package dev.spate.hub;

import java.time.Duration;
import java.util.List;

/// One subscription, as it stood at one moment. Thread-safe: immutable.
///
/// @param id what `spate.open` calls it
/// @param principal whose it is
/// @param phase what it is doing
/// @param topics what it asked for: topics, templates, `*`, in the order of their text
/// @param position up to where it has been given everything
/// @param behind how far that is behind the newest entry
/// @param deliveredBytes what its sink has been handed since it began, framing included
/// @param connected how long ago it began
/// @param slow what becomes of it when it is too slow
public record ConnectionState(
        String id,
        Principal principal,
        Phase phase,
        List<String> topics,
        Position position,
        Behind behind,
        long deliveredBytes,
        Duration connected,
        SlowPolicy slow) {
    /// What a subscription is doing. Thread-safe: immutable.
    public enum Phase {
        /// Reads what it missed before it came.
        CATCHING_UP,
        /// Has everything.
        LIVE,
        /// Has been live, and reads what it could not take in time.
        LAGGING
    }

    public ConnectionState {
        topics = List.copyOf(topics);
    }
}
