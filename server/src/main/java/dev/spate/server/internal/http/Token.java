package dev.spate.server.internal.http;

/// The characters of a token (RFC 9110 §5.6.2). Thread-safe: stateless.
final class Token {
    private static final boolean[] IS_TOKEN = new boolean[128];

    static {
        for (char c = '0'; c <= '9'; c++) {
            IS_TOKEN[c] = true;
        }
        for (char c = 'a'; c <= 'z'; c++) {
            IS_TOKEN[c] = true;
            IS_TOKEN[c - 'a' + 'A'] = true;
        }
        for (char c : "!#$%&'*+-.^_`|~".toCharArray()) {
            IS_TOKEN[c] = true;
        }
    }

    private Token() {}

    static boolean isTokenChar(int c) {
        return c >= 0 && c < IS_TOKEN.length && IS_TOKEN[c];
    }
}
