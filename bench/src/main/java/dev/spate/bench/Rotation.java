package dev.spate.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Gives one value after the other, in an order without a pattern that is the same in every run, and begins again
/// at the end: what a benchmark looks up is never the one hot value that every cache holds.
///
/// Owner: the benchmark's thread.
///
/// @param <T> what is given
final class Rotation<T> {
    private static final long SEED = 20_261;

    private final List<T> values;
    private int next;

    private Rotation(List<T> values) {
        this.values = values;
    }

    /// @param values at least one
    static <T> Rotation<T> over(List<T> values) {
        var shuffled = new ArrayList<>(values);
        Collections.shuffle(shuffled, new Random(SEED));
        return new Rotation<>(shuffled);
    }

    T next() {
        T value = values.get(next);
        next = next + 1 == values.size() ? 0 : next + 1;
        return value;
    }
}
