package dev.spate.hub;

import dev.spate.hub.spi.EpochHistory;
import dev.spate.hub.spi.TopicSummary;
import java.util.List;

/// Some of the topics of what a hub's log retains, by ascending name. Thread-safe: immutable.
///
/// @param topics in the order of their code points
/// @param next asks for what follows; empty where nothing does
public record TopicPage(List<TopicState> topics, String next) {
    public TopicPage {
        topics = List.copyOf(topics);
    }

    /// @param found one more than fit on the page, if there are more
    static TopicPage of(List<TopicSummary> found, int limit, EpochHistory epochs) {
        var topics = found.stream()
                .limit(limit)
                .map(topic -> new TopicState(topic.name(), topic.entries(), epochs.at(topic.lastOffset())))
                .toList();
        return new TopicPage(topics, found.size() > limit ? topics.getLast().topic() : "");
    }
}
