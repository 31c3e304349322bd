package dev.spate.hub.internal.template;

/// The [Symbols] of a topic's name, one after the other, without a copy of it.
///
/// Owner: the delivery loop of its index.
final class TopicSymbols {
    /// Beyond the last symbol.
    static final int END = -1;

    private static final int ASCII = 0x80;
    private static final int FIRST_OCTET = 128;
    private static final char[] OF_ASCII = ofAscii();

    private String topic = "";
    private int index;
    /// The octets of a character that are still to come, the next one lowest, above them a one.
    private long octets;

    void begin(String name) {
        topic = name;
        index = 0;
        octets = 1;
    }

    /// @return the next symbol, or [#END]
    int next() {
        if (octets > 1) {
            return nextOctet();
        }
        if (index == topic.length()) {
            return END;
        }
        char character = topic.charAt(index);
        if (character >= ASCII) {
            int codePoint = topic.codePointAt(index);
            octets = utf8(codePoint);
            index += Character.charCount(codePoint);
            return nextOctet();
        }
        if (character == '%' && isTriplet()) {
            int octet = digit(index + 1) << 4 | digit(index + 2);
            index += 3;
            return FIRST_OCTET + octet;
        }
        index++;
        return OF_ASCII[character];
    }

    private int nextOctet() {
        int octet = (int) octets & 0xFF;
        octets >>>= 8;
        return FIRST_OCTET + octet;
    }

    private boolean isTriplet() {
        return index + 2 < topic.length() && digit(index + 1) >= 0 && digit(index + 2) >= 0;
    }

    /// Only of ASCII: there are other digits in Unicode.
    private int digit(int at) {
        char character = topic.charAt(at);
        return character < ASCII ? Character.digit(character, 16) : -1;
    }

    private static long utf8(int codePoint) {
        int last = 0x80 | (codePoint & 0x3F);
        if (codePoint < 0x800) {
            return 0x1_0000 | last << 8 | 0xC0 | codePoint >>> 6;
        }
        int third = 0x80 | (codePoint >>> 6 & 0x3F);
        if (codePoint < 0x1_0000) {
            return 0x100_0000 | last << 16 | third << 8 | 0xE0 | codePoint >>> 12;
        }
        int second = 0x80 | (codePoint >>> 12 & 0x3F);
        return 1L << 32 | (last & 0xFFL) << 24 | third << 16 | second << 8 | 0xF0 | codePoint >>> 18;
    }

    private static char[] ofAscii() {
        var symbols = new char[ASCII];
        for (int value = 0; value < ASCII; value++) {
            symbols[value] = (char) Symbols.ofOctet(value);
        }
        return symbols;
    }
}
