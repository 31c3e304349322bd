package dev.spate.hub.internal.log.file;

import dev.spate.hub.Publication;
import dev.spate.hub.Topic;
import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.EntryFilter;
import java.util.Random;
import java.util.Set;

/// What a reader of a log in a test wants. Thread-safe: immutable.
///
/// @param exactTopics the only topics; empty: any
/// @param minLength the least length of the data
record Want(Set<Topic> exactTopics, int minLength) implements EntryFilter {
    static final Want ALL = new Want(Set.of(), 0);

    /// Any of the kinds of filters that a log may treat in ways of their own.
    static Want any(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> ALL;
            case 1 -> new Want(Set.of(), 1 + random.nextInt(200));
            case 2 -> new Want(Set.of(Publications.topic(random)), random.nextInt(100));
            case 3 -> new Want(Set.of(Publications.topic(random), Publications.UNUSED), 0);
            default -> new Want(Set.of(Publications.topic(random)), 0);
        };
    }

    @Override
    public boolean accepts(Entry entry) {
        return accepts(entry.publication());
    }

    boolean accepts(Publication publication) {
        return publication.event().data().length() >= minLength
                && (exactTopics.isEmpty() || publication.topics().stream().anyMatch(exactTopics::contains));
    }

    @Override
    public boolean acceptsAll() {
        return exactTopics.isEmpty() && minLength == 0;
    }
}
