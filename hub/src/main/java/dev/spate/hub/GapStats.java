package dev.spate.hub;

/// Gaps announced, by their reason. Thread-safe: immutable.
///
/// @param expired what is missing is older than what the log retains, or more than one subscriber is given
/// @param epoch the id is of an epoch that no longer holds
/// @param slow the subscriber was slower than the log forgets, or than its policy allows
/// @param unknownId the id is none that the log knows
public record GapStats(long expired, long epoch, long slow, long unknownId) {}
