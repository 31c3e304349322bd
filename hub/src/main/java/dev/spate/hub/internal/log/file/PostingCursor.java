package dev.spate.hub.internal.log.file;

import java.io.IOException;

/// Walks over the ordinals of one topic's entries, which ascend, in both directions. It stands on an ordinal once it
/// has answered with one; every method answers [SegmentIndex#NONE] when there is none in its direction, and the
/// cursor then stands before the first or behind the last.
///
/// Owner: the thread that asked for it.
final class PostingCursor {
    private final Ordinals ordinals;
    private final int count;
    private int index = -1;

    PostingCursor(Ordinals ordinals, int count) {
        this.ordinals = ordinals;
        this.count = count;
    }

    /// How many ordinals there are.
    int count() {
        return count;
    }

    /// Goes to the first ordinal that is greater.
    int firstAfter(int ordinal) throws IOException {
        index = indexAfter(ordinal);
        return current();
    }

    /// Goes to the last ordinal that is less.
    int lastBefore(int ordinal) throws IOException {
        index = (ordinal == Integer.MIN_VALUE ? 0 : indexAfter(ordinal - 1)) - 1;
        return current();
    }

    /// Goes on by one.
    int next() throws IOException {
        index = Math.min(index + 1, count);
        return current();
    }

    /// Goes back by one.
    int previous() throws IOException {
        index = Math.max(index - 1, -1);
        return current();
    }

    private int current() throws IOException {
        return index < 0 || index >= count ? SegmentIndex.NONE : ordinals.get(index);
    }

    private int indexAfter(int ordinal) throws IOException {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ordinals.get(middle) > ordinal) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
