package dev.spate.hub.internal.template;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The expressions that go off from one junction, in the order of their codes, to be searched by halves. Not hashed:
/// it is strangers who choose the codes.
///
/// Owner: the delivery loop of its index.
///
/// @param <T> what is found
final class Branches<T> {
    private Branch<T>[] row = room(1);
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    @Nullable
    Branch<T> get(String code) {
        int index = indexOf(code);
        return index < 0 ? null : row[index];
    }

    /// Adds one, of a code that has none.
    void add(Branch<T> branch) {
        if (size == row.length) {
            row = Arrays.copyOf(row, 2 * size);
        }
        int index = -1 - indexOf(branch.code());
        System.arraycopy(row, index, row, index + 1, size - index);
        row[index] = branch;
        size++;
    }

    void remove(Branch<T> branch) {
        int index = indexOf(branch.code());
        size--;
        System.arraycopy(row, index + 1, row, index, size - index);
        Arrays.fill(row, size, size + 1, null);
    }

    /// Reaches the first state of each.
    void reach(Walk<T> walk) {
        for (int index = 0; index < size; index++) {
            walk.reach(row[index].entry());
        }
    }

    private int indexOf(String code) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int order = row[middle].code().compareTo(code);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return -1 - low;
    }

    @SuppressWarnings("unchecked")
    private static <T> Branch<T>[] room(int length) {
        return (Branch<T>[]) new Branch<?>[length];
    }
}
