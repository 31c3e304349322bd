package dev.spate.hub.internal.log;

import dev.spate.hub.Topic;
import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.EntryFilter;
import java.util.Set;

/// The entries that have an idempotency key. Thread-safe: stateless.
final class KeyedEntries implements EntryFilter {
    @Override
    public boolean accepts(Entry entry) {
        return !entry.publication().idempotencyKey().isEmpty();
    }

    @Override
    public Set<Topic> exactTopics() {
        return Set.of();
    }
}
