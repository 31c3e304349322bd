package dev.spate.hub.internal.template;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The expressions that go off from one junction: by their codes, and in a row.
///
/// Owner: the delivery loop of its index.
///
/// @param <T> what is found
final class Branches<T> {
    // Ordered, not hashed: it is strangers who choose the codes.
    private final TreeMap<String, Branch<T>> byCode = new TreeMap<>();
    private @Nullable Branch<T>[] row = room();
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    @Nullable
    Branch<T> get(String code) {
        return byCode.get(code);
    }

    void add(Branch<T> branch) {
        if (size == row.length) {
            row = Arrays.copyOf(row, 2 * size);
        }
        byCode.put(branch.code, branch);
        row[size] = branch;
        branch.seat = size;
        size++;
    }

    void remove(Branch<T> branch) {
        byCode.remove(branch.code);
        size--;
        var last = requireNonNull(row[size]);
        row[branch.seat] = last;
        last.seat = branch.seat;
        row[size] = null;
    }

    /// Reaches the first state of each.
    void reach(Walk<T> walk) {
        for (int index = 0; index < size; index++) {
            walk.reach(requireNonNull(row[index]).entry);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> @Nullable Branch<T>[] room() {
        return (Branch<T>[]) new Branch<?>[1];
    }
}
