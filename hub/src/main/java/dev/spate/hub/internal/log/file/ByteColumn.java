package dev.spate.hub.internal.log.file;

import java.util.Arrays;

/// Bytes one behind the other, in chunks. What is added at once lies in one chunk, so some bytes between may be
/// unused.
///
/// Owner: whoever holds the index's lock.
final class ByteColumn {
    /// The most bytes that can be added at once.
    static final int CHUNK = 8 << 10;

    private byte[][] chunks = {};
    private int size;

    /// Where the next byte goes, if it is added by itself.
    int size() {
        return size;
    }

    byte get(int at) {
        return chunk(at)[at % CHUNK];
    }

    /// The chunk in which a byte lies, at the place `at % CHUNK`.
    byte[] chunk(int at) {
        return chunks[at / CHUNK];
    }

    void add(byte value) {
        chunk(reserve(1))[size++ % CHUNK] = value;
    }

    /// @param bytes 1 to [#CHUNK]
    /// @return where the bytes begin
    int add(byte[] bytes) {
        int at = reserve(bytes.length);
        System.arraycopy(bytes, 0, chunk(at), at % CHUNK, bytes.length);
        size = at + bytes.length;
        return at;
    }

    private int reserve(int bytes) {
        int left = (CHUNK - size % CHUNK) % CHUNK;
        if (bytes > left) {
            size += left;
            grow(size / CHUNK);
        }
        return size;
    }

    private void grow(int chunk) {
        if (chunk >= chunks.length) {
            chunks = Arrays.copyOf(chunks, Math.max(1, 2 * chunk));
        }
        chunks[chunk] = new byte[CHUNK];
    }

    long heapBytes() {
        return (long) (size + CHUNK - 1) / CHUNK * CHUNK;
    }
}
