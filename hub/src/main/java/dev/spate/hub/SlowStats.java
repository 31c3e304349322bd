package dev.spate.hub;

/// What became of subscriptions that were too slow. Thread-safe: immutable.
///
/// @param conflated how often one was spared values that newer ones of their key had replaced
/// @param skipped how many values that were
/// @param dropped how often one went on with what was published from then on
/// @param disconnected how many were told, and closed
public record SlowStats(long conflated, long skipped, long dropped, long disconnected) {}
