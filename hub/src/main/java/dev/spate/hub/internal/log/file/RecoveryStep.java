package dev.spate.hub.internal.log.file;

/// How far the start of a log has got. Thread-safe: immutable.
///
/// @param checked how many segments have been looked at
/// @param segments how many there are
/// @param rebuilt how many of their indexes had to be built anew
public record RecoveryStep(int checked, int segments, int rebuilt) {}
