package dev.spate.hub.internal.log.file;

import java.io.IOException;

/// A bit for each ordinal. Owner: whoever holds the index's lock.
final class Bits {
    private final LongColumn words = new LongColumn();

    /// Bits that are read 64 at a time, the lowest first.
    interface Words {
        long get(int word) throws IOException;
    }

    /// Adds bits that are not set, up to this many.
    void extend(int count) {
        while (words.size() * Long.SIZE < count) {
            words.add(0);
        }
    }

    void set(int index) {
        words.set(index / Long.SIZE, words.get(index / Long.SIZE) | (1L << index));
    }

    void clear(int index) {
        words.set(index / Long.SIZE, words.get(index / Long.SIZE) & ~(1L << index));
    }

    LongColumn words() {
        return words;
    }

    static boolean isSet(Words words, int index) throws IOException {
        return (words.get(index / Long.SIZE) & (1L << index)) != 0;
    }

    /// Finds the first bit that is set.
    ///
    /// @param from where to begin
    /// @param count how many bits there are
    /// @return its index, or [SegmentIndex#NONE]
    static int next(Words words, int from, int count) throws IOException {
        int index = Math.max(from, 0);
        if (index >= count) {
            return SegmentIndex.NONE;
        }
        long word = words.get(index / Long.SIZE) & (-1L << index);
        for (int number = index / Long.SIZE; ; word = words.get(number)) {
            if (word != 0) {
                return number * Long.SIZE + Long.numberOfTrailingZeros(word);
            }
            if (++number * Long.SIZE >= count) {
                return SegmentIndex.NONE;
            }
        }
    }
}
