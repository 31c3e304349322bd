package dev.spate.hub.internal.log;

import dev.spate.hub.Topic;

/// A topic that entries are retained of, and where they lie. Each entry keeps those of its topics, so that it can be
/// evicted without being decoded.
///
/// Owner: whoever holds the log's lock.
final class Posting {
    private final String name;
    private final int evictionPlace;
    private final LongRing offsets = new LongRing();
    private final Posting[] alone = {this};

    Posting(Topic topic) {
        this.name = topic.name();
        this.evictionPlace = EvictionTable.place(topic);
    }

    String name() {
        return name;
    }

    /// Where evictions of the topic are noted.
    int evictionPlace() {
        return evictionPlace;
    }

    LongRing offsets() {
        return offsets;
    }

    /// Just this one, for the many entries that have one topic; nobody writes to it.
    Posting[] alone() {
        return alone;
    }
}
