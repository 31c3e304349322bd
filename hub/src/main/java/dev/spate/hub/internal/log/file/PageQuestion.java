package dev.spate.hub.internal.log.file;

import dev.spate.hub.Topic;
import dev.spate.hub.spi.EntryFilter;
import java.util.Set;

/// What a page is asked for. Thread-safe: immutable.
///
/// @param kind which entries come into question
/// @param after the offset after which to begin
/// @param upTo entries after this offset are left out
/// @param filter which of those entries are wanted
/// @param maxEntries the most entries of the page
/// @param maxBytes the page ends with the entry that reaches this many bytes
record PageQuestion(Kind kind, long after, long upTo, EntryFilter filter, int maxEntries, long maxBytes) {
    enum Kind {
        /// All.
        ALL,
        /// All but those that a newer one of their key has replaced.
        CONFLATED,
        /// The newest of each key.
        LATEST,
        /// Those with an idempotency key.
        IDEMPOTENT
    }

    PageQuestion {
        requireAtLeast("after", after, 0);
        requireAtLeast("maxEntries", maxEntries, 1);
    }

    /// Whether what is missing is told.
    boolean tellsGaps() {
        return kind == Kind.ALL || kind == Kind.CONFLATED;
    }

    /// The hashes of the topics that are all that can be wanted; none: others too.
    long[] topicHashes(KeyedHash hash) {
        return hashes(filter.exactTopics(), hash);
    }

    static long[] hashes(Set<Topic> topics, KeyedHash hash) {
        return topics.stream().mapToLong(topic -> hash.of(topic.name())).toArray();
    }

    static void requireAtLeast(String what, long value, long min) {
        if (value < min) {
            throw new IllegalArgumentException(what + ": " + value + " (expected: >= " + min + ")");
        }
    }
}
