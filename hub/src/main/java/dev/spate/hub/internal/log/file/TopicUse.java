package dev.spate.hub.internal.log.file;

/// A topic in one segment. Thread-safe: immutable.
///
/// @param name the topic's name
/// @param count how many entries of the segment it has
/// @param lastOffset the offset of the last of them
record TopicUse(String name, int count, long lastOffset) {}
