package dev.spate.hub;

/// What a hub's log retains of one topic. Thread-safe: immutable.
///
/// @param topic its name
/// @param entries how many entries it has
/// @param last where the newest of them stands
public record TopicState(String topic, long entries, Position last) {}
