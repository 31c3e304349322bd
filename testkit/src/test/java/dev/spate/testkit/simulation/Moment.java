package dev.spate.testkit.simulation;

/// What the log looked like at some time. Thread-safe: immutable.
///
/// @param windowHead the offset of the newest entry that the hub has
/// @param first the offset of the oldest entry that is retained
/// @param head the offset of the newest entry that the log has
record Moment(long windowHead, long first, long head) {}
