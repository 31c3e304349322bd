package dev.spate.hub.internal.delivery;

import dev.spate.hub.Behind;
import java.time.Duration;

/// How far a cursor is behind the newest entry. Thread-safe: immutable.
///
/// @param entries how many lie between
/// @param bytes what they take, as the window counts them
/// @param seconds how long ago the next of them was taken into the window
/// @param isCovered whether the window holds all of them; else the bytes are estimated, and the seconds too few
record Lag(long entries, long bytes, int seconds, boolean isCovered) {
    static final Lag NONE = new Lag(0, 0, 0, true);

    Behind behind() {
        return new Behind(entries, bytes, Duration.ofSeconds(seconds));
    }
}
