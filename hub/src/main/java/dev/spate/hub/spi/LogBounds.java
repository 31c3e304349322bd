package dev.spate.hub.spi;

/// What a log holds at one moment. Thread-safe: immutable.
///
/// @param first the offset of the oldest retained entry; `head + 1` if there is none
/// @param head the offset of the newest entry ever appended; 0 if there was none
/// @param entries how many are retained
/// @param bytes what they take
public record LogBounds(long first, long head, long entries, long bytes) {}
