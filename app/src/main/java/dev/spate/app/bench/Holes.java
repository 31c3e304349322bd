package dev.spate.app.bench;

import java.util.Arrays;

/// Numbers that were skipped, as ranges in order. Owner: the reader's thread.
final class Holes {
    /// Numbers of further ranges are counted, but no longer known: one that comes late is taken for a double then.
    static final int MAX_RANGES = 1024;

    /// From and to, the second exclusive.
    private long[] bounds = new long[8];

    private int size;
    private long count;

    long count() {
        return count;
    }

    /// Adds a range beyond all others.
    void add(long from, long to) {
        count += to - from;
        insert(size, from, to);
    }

    boolean holds(long number) {
        return find(number) >= 0;
    }

    /// @return whether it was one of them
    boolean remove(long number) {
        int at = find(number);
        if (at < 0) {
            return false;
        }
        long from = bounds[at];
        long to = bounds[at + 1];
        count--;
        if (number == from) {
            bounds[at]++;
        } else {
            bounds[at + 1] = number;
        }
        if (number > from && number + 1 < to) {
            insert(at + 2, number + 1, to);
        } else if (bounds[at] == bounds[at + 1]) {
            size -= 2;
            System.arraycopy(bounds, at + 2, bounds, at, size - at);
        }
        return true;
    }

    private int find(long number) {
        for (int at = 0; at < size; at += 2) {
            if (number >= bounds[at] && number < bounds[at + 1]) {
                return at;
            }
        }
        return -1;
    }

    private void insert(int at, long from, long to) {
        if (size == 2 * MAX_RANGES) {
            return;
        }
        if (size == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * size);
        }
        System.arraycopy(bounds, at, bounds, at + 2, size - at);
        bounds[at] = from;
        bounds[at + 1] = to;
        size += 2;
    }
}
