package dev.spate.hub.internal.log.file;

import dev.spate.hub.Publication;
import dev.spate.hub.Topic;
import dev.spate.hub.spi.Entry;

/// What was given to a log to append. Thread-safe: immutable.
///
/// @param offset where it has to stand
/// @param timeMillis what the clock said
/// @param publication what was to be appended
record Sent(long offset, long timeMillis, Publication publication) {
    boolean is(Entry entry) {
        return entry.offset() == offset
                && entry.timeMillis() == timeMillis
                && entry.publication().equals(publication);
    }

    boolean has(Topic topic) {
        return publication.topics().contains(topic);
    }

    String id() {
        return publication.event().id().text();
    }

    /// @return what newer entries replace it by; empty: nothing does
    String keyName() {
        return publication.key().isEmpty() ? "" : publication.topics().get(0).name() + '\n' + publication.key();
    }
}
