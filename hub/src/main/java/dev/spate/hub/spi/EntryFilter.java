package dev.spate.hub.spi;

import dev.spate.hub.Topic;
import java.util.Set;

/// Which entries a reader wants. Thread-safe: immutable.
public interface EntryFilter {
    /// @param entry an entry of the log
    /// @return whether it is wanted
    boolean accepts(Entry entry);

    /// The exact topics that are all this filter can accept, so that a log may use its postings.
    ///
    /// @return the topics; empty if the filter accepts others too
    Set<Topic> exactTopics();

    /// @return whether every entry is wanted, whatever it holds
    default boolean acceptsAll() {
        return false;
    }
}
