package dev.spate.hub.internal.template;

import java.nio.charset.StandardCharsets;

/// The alphabet in which templates and topics are compared: the characters that may stand in a URI as they are, as
/// themselves (0 to 127), and percent-encoded octets (128 to 383). What may not stand in a URI as it is (everything
/// beyond ASCII, spaces, quotes, `%` without two digits) is read as the octets that it would be encoded to, so that
/// the topic `prices/é` and the topic `prices/%C3%A9` are one and the same to a template.
///
/// Thread-safe: stateless.
final class Symbols {
    /// RFC 3986 2.3.
    static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    /// A symbol that no topic holds: the control character of this number is read as an octet.
    static final int NOTHING = 127;

    private static final int FIRST_OCTET = 128;
    private static final int TRIPLET = 3;

    private Symbols() {}

    /// The bytes of a text, to be read with [#at] and [#length].
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// The symbol that begins at this index.
    static int at(byte[] text, int index) {
        int value = text[index] & 0xFF;
        return isTriplet(text, index) ? FIRST_OCTET + tripletOctet(text, index) : ofOctet(value);
    }

    /// How many bytes the symbol takes that begins at this index.
    static int length(byte[] text, int index) {
        return isTriplet(text, index) ? TRIPLET : 1;
    }

    static boolean isOctet(int symbol) {
        return symbol >= FIRST_OCTET;
    }

    /// Whether the symbol is one of the octets of a character in UTF-8 after its first.
    static boolean isContinuation(int symbol) {
        return isOctet(symbol) && ((symbol - FIRST_OCTET) & 0xC0) == 0x80;
    }

    static boolean isTriplet(byte[] text, int index) {
        return text[index] == '%'
                && index + 2 < text.length
                && Character.digit(text[index + 1], 16) >= 0
                && Character.digit(text[index + 2], 16) >= 0;
    }

    /// What an octet stands for that is not the beginning of a triplet.
    static int ofOctet(int value) {
        return value < FIRST_OCTET && SymbolSet.ANY.contains(value) ? value : FIRST_OCTET + value;
    }

    private static int tripletOctet(byte[] text, int index) {
        return Character.digit(text[index + 1], 16) << 4 | Character.digit(text[index + 2], 16);
    }
}
