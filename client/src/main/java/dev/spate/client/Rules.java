package dev.spate.client;

import java.net.URI;
import java.time.Duration;

/// The rules of what callers configure. Thread-safe: stateless.
final class Rules {

    private Rules() {}

    /// The address without its fragment, which is not sent.
    ///
    /// @throws IllegalArgumentException if it is not an absolute http or https address
    static URI address(URI uri) {
        boolean isHttp = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!isHttp || uri.getHost() == null) {
            throw new IllegalArgumentException("url: " + uri + " (expected: http://host… or https://host…)");
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("url: …@" + uri.getHost() + " (expected: no user; use a header)");
        }
        String text = uri.toString();
        int fragment = text.indexOf('#');
        return fragment < 0 ? uri : URI.create(text.substring(0, fragment));
    }

    /// @throws IllegalArgumentException if the value is zero or negative
    static Duration positive(String name, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: positive)");
        }
        return value;
    }
}
