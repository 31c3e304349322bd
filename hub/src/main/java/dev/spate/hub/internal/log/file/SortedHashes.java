package dev.spate.hub.internal.log.file;

import java.io.IOException;

/// Finds a hash among many that ascend. Keyed hashes are spread evenly, so that of a million the place of one is
/// guessed to within a thousand, and a search reads two or three blocks; it is right, and not much slower, for any.
///
/// Thread-safe: immutable.
final class SortedHashes {
    private static final int STEP = 256;
    private static final double RANGE = 0x1p64;

    private final BlockReader in;
    private final long start;
    private final int count;

    /// @param start where in the stream the first of them lies
    SortedHashes(BlockReader in, long start, int count) {
        this.in = in;
        this.start = start;
        this.count = count;
    }

    long get(int index) throws IOException {
        return in.getLong(start + (long) index * Long.BYTES);
    }

    /// @return the index of the hash, or [SegmentIndex#NONE]
    int find(long hash) throws IOException {
        int guess = (int) ((hash / RANGE + 0.5) * count);
        int low = guess;
        for (int step = STEP; low > 0 && (low >= count || get(low) > hash); step *= 2) {
            low = Math.max(0, low - step);
        }
        int high = guess;
        for (int step = STEP; high < count && get(high) < hash; step *= 2) {
            high = (int) Math.min(count, (long) high + step);
        }
        return find(hash, low, Math.min(high, count - 1));
    }

    private int find(long hash, int first, int last) throws IOException {
        int low = first;
        int high = last;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long value = get(middle);
            if (value == hash) {
                return middle;
            }
            if (value < hash) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return SegmentIndex.NONE;
    }
}
