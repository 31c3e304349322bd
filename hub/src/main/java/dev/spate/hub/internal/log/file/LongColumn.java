package dev.spate.hub.internal.log.file;

import java.util.Arrays;

/// Long numbers one behind the other, in chunks, so that growing copies next to nothing and leaves next to nothing
/// unused.
///
/// Owner: whoever holds the index's lock.
final class LongColumn {
    private static final int CHUNK_SHIFT = 10;
    private static final int CHUNK = 1 << CHUNK_SHIFT;

    private long[][] chunks = {};
    private int size;

    int size() {
        return size;
    }

    long get(int index) {
        return chunks[index >> CHUNK_SHIFT][index & (CHUNK - 1)];
    }

    void set(int index, long value) {
        chunks[index >> CHUNK_SHIFT][index & (CHUNK - 1)] = value;
    }

    void add(long value) {
        int chunk = size >> CHUNK_SHIFT;
        if ((size & (CHUNK - 1)) == 0) {
            if (chunk == chunks.length) {
                chunks = Arrays.copyOf(chunks, Math.max(1, 2 * chunk));
            }
            chunks[chunk] = new long[CHUNK];
        }
        set(size++, value);
    }

    long heapBytes() {
        return (long) ((size + CHUNK - 1) >> CHUNK_SHIFT) * CHUNK * Long.BYTES;
    }
}
