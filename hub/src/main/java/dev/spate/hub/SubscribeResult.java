package dev.spate.hub;

/// The answer to a wish to subscribe. Thread-safe: immutable.
public sealed interface SubscribeResult {
    /// Yes: attach a sink to begin.
    ///
    /// @param admission what has been resolved, and the way to begin
    record Admitted(Admission admission) implements SubscribeResult {}

    /// No, and asking again is of no use.
    ///
    /// @param reason a sentence that may be shown to the subscriber
    record Denied(String reason) implements SubscribeResult {}

    /// Not now: a limit is reached, or the hub is closing.
    ///
    /// @param reason `LIMIT` or `DRAIN`
    /// @param retryMillis when to come back, jittered
    record Refused(CloseReason reason, long retryMillis) implements SubscribeResult {}
}
