package dev.spate.server.internal.http;

import java.io.ByteArrayOutputStream;

/// Undoes percent-encoding (RFC 3986 §2.1), once, and strictly. Thread-safe: stateless.
public final class PercentCode {
    private PercentCode() {}

    /// Decodes a part of a path, in which `+` is a plus.
    ///
    /// @param what names the text in a refusal
    /// @param text each character one byte
    /// @return the text
    /// @throws RefusedException if an escape is malformed, or the bytes are not UTF-8
    public static String decodePath(String what, String text) {
        return decode(what, text, '+');
    }

    /// Decodes a name or a value of a query or a form, in which `+` is a space.
    ///
    /// @param what names the text in a refusal
    /// @param text each character one byte
    /// @return the text
    /// @throws RefusedException if an escape is malformed, or the bytes are not UTF-8
    public static String decodeForm(String what, String text) {
        return decode(what, text, ' ');
    }

    private static String decode(String what, String text, char plus) {
        if (isPlain(text)) {
            return text;
        }
        var bytes = new ByteArrayOutputStream(text.length());
        for (int index = 0; index < text.length(); index++) {
            char c = text.charAt(index);
            if (c == '%') {
                bytes.write(escaped(what, text, index));
                index += 2;
            } else {
                bytes.write(c == '+' ? plus : c);
            }
        }
        return Utf8.decode(what, ProblemKind.BAD_PARAMETER, bytes.toByteArray());
    }

    private static boolean isPlain(String text) {
        for (int index = 0; index < text.length(); index++) {
            char c = text.charAt(index);
            if (c == '%' || c == '+' || c >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static int escaped(String what, String text, int percent) {
        int high = percent + 1 < text.length() ? Character.digit(text.charAt(percent + 1), 16) : -1;
        int low = percent + 2 < text.length() ? Character.digit(text.charAt(percent + 2), 16) : -1;
        if (high < 0 || low < 0) {
            String escape = text.substring(percent, Math.min(percent + 3, text.length()));
            throw RefusedException.badParameter(what, escape, "% and two hexadecimal digits");
        }
        return (high << 4) | low;
    }
}
