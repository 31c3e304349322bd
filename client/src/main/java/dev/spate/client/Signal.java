package dev.spate.client;

import java.time.Duration;
import java.util.OptionalLong;

/// What a hub tells its subscriber about the stream itself: an event whose type begins with `spate.`.
///
/// Thread-safe: immutable.
public sealed interface Signal {

    /// What the types of all signals begin with.
    String PREFIX = "spate.";

    /// Entries that this subscriber should have had cannot be given to it any more.
    ///
    /// @param reason `expired`, `epoch`, `slow` or `unknown-id`
    /// @param from   where the gap begins; may be empty
    /// @param to     where it ends; may be empty
    /// @param missed how many events are missing; empty if that is not known
    record Gap(String reason, String from, String to, OptionalLong missed) implements Signal {}

    /// Nothing was missed up to here: a later reconnect goes on from this position.
    ///
    /// @param position the position
    record At(String position) implements Signal {}

    /// The hub is about to close the stream.
    ///
    /// @param reason `drain`, `expired`, `max-age`, `revoked`, `slow` or `limit`
    /// @param retry  when to come back; zero if the hub did not say
    record Close(String reason, Duration retry) implements Signal {}

    /// The subscriber is falling behind.
    ///
    /// @param behind entries it has not got yet
    /// @param bytes  their size
    record Lag(long behind, long bytes) implements Signal {}

    /// Older values of keys were left out.
    ///
    /// @param skipped how many
    record Conflated(long skipped) implements Signal {}

    /// The stream has begun.
    ///
    /// @param connection the name of this connection; may be empty
    /// @param position   where it begins; may be empty
    /// @param heartbeat  how long the hub stays silent at most; zero if it did not say
    record Open(String connection, String position, Duration heartbeat) implements Signal {}

    /// One that this version does not know, or cannot read.
    ///
    /// @param type its type, with the prefix
    /// @param data its data
    record Other(String type, String data) implements Signal {}
}
