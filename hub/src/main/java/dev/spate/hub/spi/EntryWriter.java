package dev.spate.hub.spi;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes that grow as they are written.
///
/// Owner: the thread that made it; used once.
final class EntryWriter {
    private static final int MAX_VARINT_BYTES = 10;
    private static final char REPLACEMENT = '\uFFFD';

    private byte[] bytes;
    private int size;

    /// @param expectedBytes how many will be written, roughly
    EntryWriter(int expectedBytes) {
        this.bytes = new byte[expectedBytes];
    }

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
        int start = size;
        writeVarint(text.length());
        reserve(text.length());
        if (!writeAscii(text)) {
            size = start;
            writeEncoded(text);
        }
    }

    /// Most texts are ASCII, and need no array of their own on the way.
    private boolean writeAscii(String text) {
        int to = size;
        for (int index = 0; index < text.length(); index++) {
            char c = text.charAt(index);
            if (c >= 0x80) {
                return false;
            }
            bytes[to++] = (byte) c;
        }
        size = to;
        return true;
    }

    private void writeEncoded(String text) {
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
