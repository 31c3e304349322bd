package dev.spate.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/// The query part of an address. Thread-safe: stateless.
final class Query {

    private static final String UNRESERVED_PUNCTUATION = "-._~";

    private Query() {}

    /// The address with one more parameter.
    static URI plus(URI uri, String name, String value) {
        return with(uri, uri.getRawQuery(), name, value);
    }

    /// The address with this parameter in the place of all others of its name.
    static URI with(URI uri, String name, String value) {
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        String others = Arrays.stream(query.split("&"))
                .filter(pair -> !pair.isEmpty() && !pair.equals(name) && !pair.startsWith(name + "="))
                .collect(Collectors.joining("&"));
        return with(uri, others, name, value);
    }

    private static URI with(URI uri, @org.jspecify.annotations.Nullable String query, String name, String value) {
        String text = uri.toString();
        int end = endOfPath(text);
        String before = query == null || query.isEmpty() ? "?" : "?" + query + "&";
        return URI.create(text.substring(0, end) + before + encode(name) + "=" + encode(value));
    }

    private static int endOfPath(String uri) {
        for (int i = 0; i < uri.length(); i++) {
            if (uri.charAt(i) == '?' || uri.charAt(i) == '#') {
                return i;
            }
        }
        return uri.length();
    }

    /// Percent-encodes all but the unreserved characters of RFC 3986. A lone surrogate becomes U+FFFD.
    static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte b : wellFormed(text).getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (isUnreserved(c)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(hex(c >> 4)).append(hex(c));
            }
        }
        return encoded.toString();
    }

    private static String wellFormed(String text) {
        return text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || UNRESERVED_PUNCTUATION.indexOf(c) >= 0;
    }

    private static char hex(int value) {
        return Character.toUpperCase(Character.forDigit(value & 0xF, 16));
    }
}
