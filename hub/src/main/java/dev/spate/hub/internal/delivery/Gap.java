package dev.spate.hub.internal.delivery;

import dev.spate.hub.Position;
import dev.spate.hub.spi.Missing;

/// Entries that a subscriber can no longer be given. Thread-safe: immutable.
///
/// @param reason `expired`, `epoch`, `slow` or `unknown-id`
/// @param from the id after which they are missing, as the subscriber knows it; empty if it is not fit to be
///     repeated
/// @param to the position at which the stream goes on
/// @param missed how many, or [Missing#UNKNOWN]
public record Gap(String reason, String from, Position to, long missed) {
    /// The entries are older than what the log retains, or more than a subscriber is given of what it missed.
    public static final String EXPIRED = "expired";
    /// The id is of an epoch that no longer holds.
    public static final String EPOCH = "epoch";
    /// The subscriber was slower than the log forgets, or than its policy allows.
    public static final String SLOW = "slow";
    /// The id is none that the log knows.
    public static final String UNKNOWN_ID = "unknown-id";
}
