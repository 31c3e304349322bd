package dev.spate.hub.internal.template;

/// What may stand in a value. Percent-encoded octets may stand in every one. Thread-safe: immutable.
enum SymbolSet {
    /// A value: unreserved characters (RFC 3986 2.3).
    VALUE(0, ""),
    /// The members of a list, joined by commas.
    LIST(1, ","),
    /// The members of a list, each in a path segment of its own.
    PATH(2, "/"),
    /// A value of the operators `+` and `#`: everything that may stand in a URI.
    ANY(3, ":/?#[]@!$&'()*+,;=");

    private static final SymbolSet[] BY_CODE = {VALUE, LIST, PATH, ANY};

    private final int code;
    private final long low;
    private final long high;

    SymbolSet(int code, String reserved) {
        this.code = code;
        String all = Symbols.UNRESERVED + reserved;
        this.low = bits(all, 0);
        this.high = bits(all, Long.SIZE);
    }

    /// What stands for the set in a program.
    int code() {
        return code;
    }

    static SymbolSet of(int code) {
        return BY_CODE[code];
    }

    boolean contains(int symbol) {
        if (Symbols.isOctet(symbol)) {
            return true;
        }
        long half = symbol < Long.SIZE ? low : high;
        return (half & (1L << symbol)) != 0;
    }

    private static long bits(String characters, int from) {
        long bits = 0;
        for (int index = 0; index < characters.length(); index++) {
            int character = characters.charAt(index);
            if (character >= from && character < from + Long.SIZE) {
                bits |= 1L << character;
            }
        }
        return bits;
    }
}
