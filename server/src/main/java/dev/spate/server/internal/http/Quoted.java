package dev.spate.server.internal.http;

/// Texts of strangers as they may be shown in an error: in quotes, short, and with nothing that could break a line.
///
/// Thread-safe: stateless.
public final class Quoted {
    private static final int MAX_CHARS = 60;

    private Quoted() {}

    /// @param text any text
    /// @return at most 60 characters of it, in quotes, controls and lone surrogates written as escapes
    public static String text(String text) {
        var shown = new StringBuilder("\"");
        int end = Math.min(text.length(), MAX_CHARS);
        for (int index = 0; index < end; ) {
            int codePoint = text.codePointAt(index);
            if (Character.isISOControl(codePoint) || isLoneSurrogate(codePoint)) {
                shown.append("\\u%04x".formatted(codePoint));
            } else {
                shown.appendCodePoint(codePoint);
            }
            index += Character.charCount(codePoint);
        }
        return shown.append(text.length() > MAX_CHARS ? "…\"" : "\"").toString();
    }

    private static boolean isLoneSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
