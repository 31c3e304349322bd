package dev.spate.hub.internal.log;

import java.util.Arrays;

/// Ascending numbers that are added at the end and removed at the beginning. Grows and shrinks with what it holds.
///
/// Owner: whoever holds the log's lock.
final class LongRing {
    private static final int MIN_CAPACITY = 2;

    private long[] values = new long[MIN_CAPACITY];
    private int first;
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    long get(int index) {
        assert index >= 0 && index < size : index;
        return values[(first + index) & (values.length - 1)];
    }

    long last() {
        return get(size - 1);
    }

    void add(long value) {
        assert size == 0 || value > last() : value;
        if (size == values.length) {
            resize(2 * size);
        }
        values[(first + size) & (values.length - 1)] = value;
        size++;
    }

    long removeFirst() {
        long value = get(0);
        first = (first + 1) & (values.length - 1);
        size--;
        if (values.length > MIN_CAPACITY && size < values.length / 4) {
            resize(values.length / 2);
        }
        return value;
    }

    /// The index of the first number that is greater; the size if there is none.
    int indexAfter(long value) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (get(middle) > value) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private void resize(int capacity) {
        int head = Math.min(size, values.length - first);
        var moved = Arrays.copyOf(Arrays.copyOfRange(values, first, first + head), capacity);
        System.arraycopy(values, 0, moved, head, size - head);
        values = moved;
        first = 0;
    }
}
