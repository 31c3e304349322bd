package dev.spate.wire;

import java.util.Arrays;

/// A growing byte array.
///
/// Owner: the encoder or parser that made it.
final class ByteArray {

    /// The largest array that every JVM can allocate.
    private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

    private final int initialBytes;
    private final int maxRetainedBytes;
    private byte[] bytes;
    private int size;

    /// @param maxRetainedBytes an array that has grown beyond this is given up by [#clear]
    ByteArray(int initialBytes, int maxRetainedBytes) {
        this.initialBytes = initialBytes;
        this.maxRetainedBytes = maxRetainedBytes;
        this.bytes = new byte[initialBytes];
    }

    int size() {
        return size;
    }

    /// The array itself; valid until the next append.
    byte[] array() {
        return bytes;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, size);
    }

    /// Makes room for so many more bytes and returns the array, to be written from [#size] on and then
    /// [#advanceTo].
    byte[] reserve(long more) {
        long needed = size + more;
        if (needed > bytes.length) {
            grow(needed);
        }
        return bytes;
    }

    void advanceTo(int newSize) {
        assert newSize >= size && newSize <= bytes.length;
        size = newSize;
    }

    void append(byte value) {
        reserve(1)[size++] = value;
    }

    void append(byte[] source, int offset, int length) {
        System.arraycopy(source, offset, reserve(length), size, length);
        size += length;
    }

    void clear() {
        size = 0;
        if (bytes.length > maxRetainedBytes) {
            bytes = new byte[initialBytes];
        }
    }

    private void grow(long needed) {
        if (needed > MAX_BYTES) {
            throw new IllegalStateException("size in bytes: " + needed + " (expected: <= " + MAX_BYTES + ")");
        }
        long doubled = Math.min(bytes.length * 2L, MAX_BYTES);
        bytes = Arrays.copyOf(bytes, (int) Math.max(needed, doubled));
    }
}
