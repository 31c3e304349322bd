package dev.spate.hub;

import java.util.List;

/// Some of the topics of what a hub's log retains, by ascending name. Thread-safe: immutable.
///
/// @param topics in the order of [String#compareTo(String)]
/// @param next asks for what follows; empty where nothing does
public record TopicPage(List<TopicState> topics, String next) {
    public TopicPage {
        topics = List.copyOf(topics);
    }
}
