package dev.spate.bench.compare;

/// What came out for a target. Thread-safe: immutable.
///
/// @param load the load's name
/// @param target what had to come out
/// @param value what did: the ratio of the medians, or the median
/// @param span over the runs
/// @param hubAgainstItself how far such a ratio strays where the hub is compared with itself
record Verdict(String load, Target target, double value, Span span, Span hubAgainstItself) {
    boolean isMet() {
        return target.bound().holds(value);
    }
}
