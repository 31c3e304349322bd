package dev.spate.bench.compare;

/// A run of the hub, and one of somebody else right after it. Thread-safe: immutable.
record Pair(Measurement hub, Measurement other) {}
