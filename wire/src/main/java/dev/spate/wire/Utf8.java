package dev.spate.wire;

import java.nio.charset.StandardCharsets;

/// Decodes UTF-8 as the Encoding Standard wants it.
final class Utf8 {

    /// What stands in for everything that is malformed.
    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    /// Decodes the bytes; every maximal part of a character that is malformed becomes one U+FFFD.
    ///
    /// The JDK does the work for all bytes that are well-formed. Where they are not, it may make fewer characters
    /// of them than the standard asks for (one for a whole surrogate), but never none: so a result without U+FFFD
    /// is right.
    static String decode(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? text : decodeMalformed(bytes, from, to);
    }

    // Encoding Standard, UTF-8 decoder: a byte that cannot go on with the character before it begins another one.
    private static String decodeMalformed(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder(to - from);
        int at = from;
        while (at < to) {
            int lead = bytes[at++] & 0xFF;
            int trails = trailCount(lead);
            if (trails < 0) {
                text.append(REPLACEMENT);
                continue;
            }
            int codePoint = trails == 0 ? lead : lead & (0x3F >> trails);
            int end = at + trails;
            while (at < end && at < to && isTrail(bytes[at] & 0xFF, end - at == trails ? lead : 0)) {
                codePoint = codePoint << 6 | (bytes[at++] & 0x3F);
            }
            text.appendCodePoint(at == end ? codePoint : REPLACEMENT);
        }
        return text.toString();
    }

    /// How many bytes follow the first one; negative if it cannot be one.
    private static int trailCount(int lead) {
        if (lead < 0x80) {
            return 0;
        }
        if (lead < 0xC2 || lead > 0xF4) {
            return -1;
        }
        return lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    }

    /// Says whether a byte may go on with a character. After the first byte some are not allowed, which would make
    /// an overlong form, a surrogate, or something beyond U+10FFFF.
    private static boolean isTrail(int value, int leadJustBefore) {
        return switch (leadJustBefore) {
            case 0xE0 -> value >= 0xA0 && value <= 0xBF;
            case 0xED -> value >= 0x80 && value <= 0x9F;
            case 0xF0 -> value >= 0x90 && value <= 0xBF;
            case 0xF4 -> value >= 0x80 && value <= 0x8F;
            default -> value >= 0x80 && value <= 0xBF;
        };
    }
}
