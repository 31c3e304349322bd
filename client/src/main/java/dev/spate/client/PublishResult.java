package dev.spate.client;

/// What became of a publication. Thread-safe: immutable.
public sealed interface PublishResult {

    /// The hub has it.
    ///
    /// @param id the id of the event
    record Accepted(String id) implements PublishResult {}

    /// The hub had it before, under the same idempotency key.
    ///
    /// @param id the id of the event
    record Duplicate(String id) implements PublishResult {}

    /// The hub does not take it.
    ///
    /// @param problem what is wrong with it
    record Refused(Problem problem) implements PublishResult {}
}
