package dev.spate.hub;

/// What was given out of the log, from behind the window. Thread-safe: immutable.
///
/// @param begun how often a subscription began to read there
/// @param events events that subscriptions were given from there
/// @param bytes what they took on the wire
/// @param reads how often the log was read for it; who reads what others have read shares it
public record ReplayStats(long begun, long events, long bytes, long reads) {}
