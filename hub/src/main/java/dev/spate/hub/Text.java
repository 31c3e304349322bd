package dev.spate.hub;

/// The rules that topics, types, keys and ids share. Thread-safe: stateless.
final class Text {
    private static final int SHOWN = 40;

    private Text() {}

    static String requireClean(String what, String text, int maxBytes) {
        int bytes = 0;
        for (int index = 0; index < text.length(); index++) {
            char c = text.charAt(index);
            if (c >= ' ' && c < 0x7F) {
                bytes++;
                continue;
            }
            if (Character.isISOControl(c)) {
                throw refused(what, text, "no control characters, found U+%04X at %d".formatted((int) c, index));
            }
            if (Character.isSurrogate(c)) {
                if (!isPairAt(text, index)) {
                    throw refused(what, text, "well-formed Unicode, found a lone surrogate at " + index);
                }
                index++;
            }
            bytes += Character.isSurrogate(c) ? 4 : c < 0x800 ? 2 : 3;
        }
        if (bytes > maxBytes) {
            throw refused(what, text, "at most " + maxBytes + " bytes, got " + bytes);
        }
        return text;
    }

    /// The length of a text in UTF-8, a lone surrogate counted as the replacement character.
    static int utf8Length(String text) {
        int bytes = 0;
        for (int index = 0; index < text.length(); index++) {
            char c = text.charAt(index);
            if (c < 0x80) {
                bytes++;
            } else if (Character.isSurrogate(c) && isPairAt(text, index)) {
                index++;
                bytes += 4;
            } else {
                bytes += c < 0x800 ? 2 : 3;
            }
        }
        return bytes;
    }

    private static boolean isPairAt(String text, int index) {
        return Character.isHighSurrogate(text.charAt(index))
                && index + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(index + 1));
    }

    private static IllegalArgumentException refused(String what, String text, String rule) {
        return new IllegalArgumentException(what + ": " + quoted(text) + " (expected: " + rule + ")");
    }

    /// The text as it may be shown in an error: short, and with nothing that could break a line.
    static String quoted(String text) {
        var shown = new StringBuilder("\"");
        int end = Math.min(text.length(), SHOWN);
        for (int index = 0; index < end; index++) {
            char c = text.charAt(index);
            if (Character.isISOControl(c) || (Character.isSurrogate(c) && !isWhole(text, index))) {
                shown.append("\\u%04x".formatted((int) c));
            } else {
                shown.append(c);
            }
        }
        return shown.append(text.length() > SHOWN ? "…\"" : "\"").toString();
    }

    private static boolean isWhole(String text, int index) {
        return isPairAt(text, index) || (index > 0 && isPairAt(text, index - 1));
    }
}
