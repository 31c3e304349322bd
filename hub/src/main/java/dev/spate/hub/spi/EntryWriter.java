package dev.spate.hub.spi;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes that grow as they are written.
///
/// Owner: the thread that made it; used once.
final class EntryWriter {
    private static final int INITIAL_BYTES = 128;
    private static final int MAX_VARINT_BYTES = 10;
    private static final char REPLACEMENT = '\uFFFD';

    private byte[] bytes = new byte[INITIAL_BYTES];
    private int size;

    void writeByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    void writeVarint(long value) {
        reserve(MAX_VARINT_BYTES);
        long left = value;
        while ((left & ~0x7FL) != 0) {
            bytes[size++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[size++] = (byte) left;
    }

    void writeText(String text) {
        var encoded = wellFormed(text).getBytes(StandardCharsets.UTF_8);
        writeVarint(encoded.length);
        reserve(encoded.length);
        System.arraycopy(encoded, 0, bytes, size, encoded.length);
        size += encoded.length;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void reserve(int count) {
        int needed = Math.addExact(size, count);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 8)));
        }
    }

    /// Java would write a lone surrogate as a question mark.
    private static String wellFormed(String text) {
        for (int index = 0; index < text.length(); index++) {
            if (Character.isSurrogate(text.charAt(index))) {
                return replaced(text, index);
            }
        }
        return text;
    }

    private static String replaced(String text, int from) {
        var whole = new StringBuilder(text.length()).append(text, 0, from);
        for (int index = from; index < text.length(); ) {
            int codePoint = text.codePointAt(index);
            index += Character.charCount(codePoint);
            boolean isLone = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
            whole.appendCodePoint(isLone ? REPLACEMENT : codePoint);
        }
        return whole.toString();
    }
}
