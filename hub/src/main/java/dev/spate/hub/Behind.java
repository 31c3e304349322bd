package dev.spate.hub;

import java.time.Duration;

/// How far a subscription is behind the newest entry of its hub, whether or not it wants what lies between.
/// Thread-safe: immutable.
///
/// What the hub holds in memory is counted. Beyond that, the entries are the difference of the offsets, the bytes are
/// estimated by the average of what is in memory, and the time is at least that of the oldest there.
///
/// @param entries how many lie after its cursor
/// @param bytes what they take, as the window counts them
/// @param time how long ago the next of them came out of the log's tail
public record Behind(long entries, long bytes, Duration time) {
    /// Nothing lies after its cursor.
    public static final Behind NOTHING = new Behind(0, 0, Duration.ZERO);
}
