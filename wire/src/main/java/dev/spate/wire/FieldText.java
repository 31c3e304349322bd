package dev.spate.wire;

/// The rule for texts that stand in one line of an event stream and must come back unchanged: ids and types.
///
/// Control characters (C0, DEL, C1) and lone surrogates are refused. CR and LF would end the line and let a value
/// write fields of its own; NUL makes readers ignore an id; the other C0 controls and DEL cannot be sent back in a
/// header; NEL, a C1 control, ends a line for readers that go by Unicode; a lone surrogate has no UTF-8 form.
final class FieldText {

    private static final int MAX_QUOTED_CHARS = 64;

    private FieldText() {}

    static boolean isLegal(String text) {
        return firstIllegal(text) < 0;
    }

    static void check(String name, String text) {
        int index = firstIllegal(text);
        if (index >= 0) {
            throw new IllegalArgumentException(
                    "%s: %s (expected: no control character and no lone surrogate, found U+%04X at index %d)"
                            .formatted(name, quote(text), (int) text.charAt(index), index));
        }
    }

    private static int firstIllegal(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7F) {
                continue;
            }
            if (Character.isISOControl(c)) {
                return i;
            }
            if (Character.isSurrogate(c)) {
                if (!isPairAt(text, i)) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    private static boolean isPairAt(String text, int index) {
        return index + 1 < text.length() && Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1));
    }

    /// The text for an error message: short, and with what it must not hold made visible.
    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        int end = Math.min(text.length(), MAX_QUOTED_CHARS);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || Character.isSurrogate(c)) {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append(end < text.length() ? "…\"" : "\"").toString();
    }
}
