package dev.spate.hub.internal.replay;

/// Which of the entries behind a cursor are read. Thread-safe: immutable.
public sealed interface Reading {
    /// All that a filter takes.
    record All() implements Reading {}

    /// All but values that newer ones of their key have replaced.
    record Conflated() implements Reading {}

    /// The newest entry of every key.
    ///
    /// @param upTo the offset after which nothing belongs to the snapshot
    record Snapshot(long upTo) implements Reading {}

    /// Whether the rest of a page is what somebody inside it needs. Not so where the page says how many it leaves out:
    /// that counts for the whole.
    default boolean isDivisible() {
        return switch (this) {
            case All all -> true;
            case Snapshot snapshot -> true;
            case Conflated conflated -> false;
        };
    }
}
