package dev.spate.hub;

/// What became of a publication. Thread-safe: immutable.
public sealed interface PublishResult {
    /// It is in the log, as safe as was asked for, or as the hub is configured.
    ///
    /// @param position where
    /// @param id the id that subscribers see: the publisher's own, else the position's text
    record Accepted(Position position, String id) implements PublishResult {}

    /// Its principal has used its idempotency key before, for the same publication: nothing was appended. The first
    /// one is as safe as was asked for this one.
    ///
    /// @param position where the first one is
    /// @param id the id of the first one
    record Duplicate(Position position, String id) implements PublishResult {}

    /// Nothing was appended, as far as can be said: see [Reason#LOG_FAILED].
    ///
    /// @param reason why
    /// @param detail a sentence that may be shown to the publisher
    record Refused(Reason reason, String detail) implements PublishResult {}

    /// Why a publication was refused.
    enum Reason {
        /// The principal may not publish there: no use in trying again.
        DENIED,
        /// Larger than the hub takes: no use in trying again.
        TOO_LARGE,
        /// Its principal has used its idempotency key before, for another publication: no use in trying again.
        KEY_REUSED,
        /// The hub has more to do than it can: try again a little later.
        OVERLOADED,
        /// The hub is being shut down: try again elsewhere or later.
        CLOSING,
        /// The log could not take it, or could not say so, or is in trouble: try again later. It may be delivered all
        /// the same, and a second time when it is tried again without an idempotency key.
        LOG_FAILED
    }
}
