package dev.spate.testkit;

import dev.spate.hub.Topic;
import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.EntryFilter;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A filter for reading a log in a test. Thread-safe: immutable, if the test on entries is.
///
/// @param exactTopics the only topics wanted; empty: others too
/// @param test what else is asked of an entry
/// @param acceptsAll whether nothing is asked
public record Wanted(Set<Topic> exactTopics, Predicate<Entry> test, boolean acceptsAll) implements EntryFilter {
    public Wanted {
        exactTopics = Set.copyOf(exactTopics);
    }

    /// @return a filter that takes every entry, and says so
    public static Wanted everything() {
        return new Wanted(Set.of(), entry -> true, true);
    }

    /// @param names the only topics wanted
    /// @return a filter for which a log may use its postings
    public static Wanted topics(String... names) {
        return new Wanted(Stream.of(names).map(Topic::new).collect(Collectors.toSet()), entry -> true, false);
    }

    /// @param test says whether an entry is wanted
    /// @return a filter of which a log knows nothing but its answers
    public static Wanted where(Predicate<Entry> test) {
        return new Wanted(Set.of(), test, false);
    }

    /// @param further what else is asked of an entry
    /// @return a filter that asks both
    public Wanted and(Predicate<Entry> further) {
        return new Wanted(exactTopics, test.and(further), false);
    }

    @Override
    public boolean accepts(Entry entry) {
        return isOfTopics(entry) && test.test(entry);
    }

    private boolean isOfTopics(Entry entry) {
        return exactTopics.isEmpty() || entry.publication().topics().stream().anyMatch(exactTopics::contains);
    }
}
