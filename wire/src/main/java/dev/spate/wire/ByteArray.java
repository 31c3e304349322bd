package dev.spate.wire;

import java.util.Arrays;

/// A growing byte array.
///
/// Owner: the parser that made it.
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

    void append(byte value) {
        reserve(1);
        bytes[size++] = value;
    }

    void append(byte[] source, int offset, int length) {
        reserve(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    void clear() {
        size = 0;
        if (bytes.length > maxRetainedBytes) {
            bytes = new byte[initialBytes];
        }
    }

    private void reserve(int more) {
        long needed = (long) size + more;
        if (needed <= bytes.length) {
            return;
        }
        if (needed > MAX_BYTES) {
            throw new IllegalStateException("size in bytes: " + needed + " (expected: <= " + MAX_BYTES + ")");
        }
        long doubled = Math.min(bytes.length * 2L, MAX_BYTES);
        bytes = Arrays.copyOf(bytes, (int) Math.max(needed, doubled));
    }
}
