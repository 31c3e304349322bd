package dev.spate.hub.internal.log.file;

import dev.spate.hub.Topic;
import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.EntryFilter;
import java.util.Set;

/// Wants every entry. Thread-safe: stateless.
final class Everything implements EntryFilter {
    @Override
    public boolean accepts(Entry entry) {
        return true;
    }

    @Override
    public Set<Topic> exactTopics() {
        return Set.of();
    }

    @Override
    public boolean acceptsAll() {
        return true;
    }
}
