package dev.spate.hub.internal.replay;

/// Which of the entries behind a cursor are read. Thread-safe: immutable.
public sealed interface Reading {
    /// All that a filter takes.
    Reading ALL = new All();
    /// All but values that newer ones of their key have replaced.
    Reading CONFLATED = new Conflated();

    /// See [#ALL].
    record All() implements Reading {}

    /// See [#CONFLATED].
    record Conflated() implements Reading {}

    /// The newest entry of every key.
    ///
    /// @param upTo the offset after which nothing belongs to the snapshot
    record Snapshot(long upTo) implements Reading {}
}
