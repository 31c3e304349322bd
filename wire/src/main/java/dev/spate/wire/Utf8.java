package dev.spate.wire;

/// UTF-8 as the Encoding Standard has it.
final class Utf8 {

    /// What stands in for everything that is malformed.
    static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    /// Writes the Unicode scalar value, and returns the index after its last byte.
    static int put(int codePoint, byte[] target, int index) {
        int at = index;
        if (codePoint < 0x80) {
            target[at++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            target[at++] = (byte) (0xC0 | (codePoint >> 6));
            target[at++] = trail(codePoint);
        } else if (codePoint < 0x10000) {
            target[at++] = (byte) (0xE0 | (codePoint >> 12));
            target[at++] = trail(codePoint >> 6);
            target[at++] = trail(codePoint);
        } else {
            target[at++] = (byte) (0xF0 | (codePoint >> 18));
            target[at++] = trail(codePoint >> 12);
            target[at++] = trail(codePoint >> 6);
            target[at++] = trail(codePoint);
        }
        return at;
    }

    private static byte trail(int bits) {
        return (byte) (0x80 | (bits & 0x3F));
    }
}
