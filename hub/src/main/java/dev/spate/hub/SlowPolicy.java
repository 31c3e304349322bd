package dev.spate.hub;

/// What becomes of a subscriber that was live, and has fallen further behind than the hub allows. Thread-safe:
/// immutable.
public enum SlowPolicy {
    /// What the hub is configured with; only in a request.
    AS_CONFIGURED,
    /// Nothing: it reads on for as long as the log has what it lacks.
    CATCH_UP,
    /// It is spared the values of a key that newer ones have replaced.
    CONFLATE,
    /// It goes on with what is published from now on, and is told of the gap.
    DROP,
    /// It is told why, and closed.
    DISCONNECT
}
