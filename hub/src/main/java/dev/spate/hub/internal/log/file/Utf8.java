package dev.spate.hub.internal.log.file;

/// How long texts are in UTF-8. Thread-safe: stateless.
final class Utf8 {
    private Utf8() {}

    /// A lone surrogate counts as the U+FFFD that is stored for it.
    static int bytes(String text) {
        int bytes = text.length();
        for (int index = 0; index < text.length(); index++) {
            char c = text.charAt(index);
            if (c >= 0x80) {
                bytes += c < 0x800 ? 1 : 2;
                boolean isPair = Character.isHighSurrogate(c)
                        && index + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(index + 1));
                // Two code units, four bytes.
                index += isPair ? 1 : 0;
            }
        }
        return bytes;
    }
}
