package dev.spate.bench.compare;

import java.util.List;
import java.util.stream.IntStream;

/// The values of one figure over the runs of one contender, in the order of the runs. Thread-safe: immutable.
///
/// @param values at least one, all positive
record Series(List<Double> values) {
    /// @throws IllegalArgumentException if there is no value, or one that no ratio can be made of
    Series {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("runs: 0 (expected: at least one)");
        }
        for (double value : values) {
            if (!(value > 0) || Double.isInfinite(value)) {
                throw new IllegalArgumentException("value: " + value + " (expected: positive)");
            }
        }
    }

    double median() {
        var sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    Span span() {
        return new Span(
                values.stream().min(Double::compare).orElseThrow(),
                values.stream().max(Double::compare).orElseThrow());
    }

    /// How far a ratio strays when nothing is compared but this with itself: any run with any other. A ratio within
    /// this span says nothing.
    Span againstItself() {
        var span = span();
        return new Span(span.low() / span.high(), span.high() / span.low());
    }

    /// The ratios of runs that took place one after the other.
    ///
    /// @param other as many runs as this has
    /// @throws IllegalArgumentException if the other has more or fewer
    Series over(Series other) {
        if (other.values.size() != values.size()) {
            throw new IllegalArgumentException(
                    "runs: " + values.size() + " over " + other.values.size() + " (expected: as many)");
        }
        return new Series(IntStream.range(0, values.size())
                .mapToObj(run -> values.get(run) / other.values.get(run))
                .toList());
    }
}
