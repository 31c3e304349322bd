package dev.spate.bench.compare;

/// What came out for a target. Thread-safe: immutable.
///
/// @param load the load's name
/// @param target what had to come out
/// @param value what did: the ratio of the medians, or the median
/// @param span over the runs
/// @param hubAgainstItself how far such a ratio strays by itself
record Verdict(String load, Target target, double value, Span span, Span hubAgainstItself) {
    boolean isMet() {
        return target.bound().holds(value);
    }

    /// @param hub the runs of the hub that took place right before those of the other
    /// @param other the runs of the other
    static Verdict ofRatio(String load, Target target, Series hub, Series other) {
        return new Verdict(
                load, target, hub.median() / other.median(), hub.over(other).span(), hub.againstItself());
    }

    static Verdict ofValue(String load, Target target, Series hub) {
        return new Verdict(load, target, hub.median(), hub.span(), hub.againstItself());
    }
}
