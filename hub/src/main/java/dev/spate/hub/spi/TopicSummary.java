package dev.spate.hub.spi;

import java.util.Comparator;

/// What a log retains of one topic. Thread-safe: immutable.
///
/// @param name of the topic
/// @param entries how many entries it has
/// @param lastOffset the offset of the newest of them
public record TopicSummary(String name, long entries, long lastOffset) {
    /// The order of topics in a list: that of [String#compareTo(String)].
    public static final Comparator<String> BY_NAME = Comparator.naturalOrder();
}
