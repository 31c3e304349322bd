package dev.spate.hub.internal.engine;

import dev.spate.hub.TopicPage;
import dev.spate.hub.TopicState;
import dev.spate.hub.spi.EpochHistory;
import dev.spate.hub.spi.TopicSummary;
import java.util.List;

/// Makes pages of what a log says of its topics. Thread-safe: stateless.
public final class TopicPages {
    private TopicPages() {}

    /// @param found one more than fit on the page, if there are more
    public static TopicPage of(List<TopicSummary> found, int limit, EpochHistory epochs) {
        var topics = found.stream()
                .limit(limit)
                .map(topic -> new TopicState(topic.name(), topic.entries(), epochs.at(topic.lastOffset())))
                .toList();
        return new TopicPage(topics, found.size() > limit ? topics.getLast().topic() : "");
    }
}
