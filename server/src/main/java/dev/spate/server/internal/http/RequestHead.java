package dev.spate.server.internal.http;

/// The head of a request, checked: whoever holds one need not fear what Netty lets pass.
///
/// Thread-safe: immutable.
///
/// @param version the version of HTTP
/// @param method a token, such as `GET`
/// @param target what the request is for
/// @param host the host it is addressed to, with the port if one was given; empty only with HTTP/1.0
/// @param fields the header fields
public record RequestHead(HttpVersion version, String method, RequestTarget target, String host, HeaderFields fields) {
    private static final int MAX_LENGTH_DIGITS = 18;

    /// Checks a head and takes it apart.
    ///
    /// @param versionText as in the request line
    /// @param method as in the request line
    /// @param targetText as in the request line
    /// @param fields the header fields
    /// @return the head
    /// @throws RefusedException if it breaks a rule of RFC 9110 or RFC 9112, or is more than is spoken here
    public static RequestHead parse(String versionText, String method, String targetText, HeaderFields fields) {
        HttpVersion version = switch (versionText) {
            case "HTTP/1.1" -> HttpVersion.HTTP_1_1;
            case "HTTP/1.0" -> HttpVersion.HTTP_1_0;
            default ->
                throw new RefusedException(
                        ProblemKind.UNSUPPORTED_VERSION,
                        "version: " + Quoted.text(versionText) + " (expected: HTTP/1.1 or HTTP/1.0)");
        };
        requireMethod(method);
        RequestTarget target = RequestTarget.parse(targetText);
        String host = host(version, target, fields);
        requireFraming(version, fields);
        return new RequestHead(version, method, target, host, fields);
    }

    /// @return whether a body follows, be it empty
    public boolean hasBody() {
        return isChunked() || contentLength() > 0;
    }

    /// @return whether the body comes in chunks, of a length not known before
    public boolean isChunked() {
        return fields.first("Transfer-Encoding").isPresent();
    }

    /// @return the announced length of the body, 0 if none is announced
    public long contentLength() {
        return fields.first("Content-Length").map(Long::parseLong).orElse(0L);
    }

    /// @return whether the connection may serve another request after this one
    public boolean isKeepAlive() {
        return switch (version) {
            case HTTP_1_0 -> fields.hasMember("Connection", "keep-alive");
            case HTTP_1_1 -> !fields.hasMember("Connection", "close");
        };
    }

    /// @return whether the client waits for `100 Continue` before it sends the body
    public boolean expectsContinue() {
        return version == HttpVersion.HTTP_1_1
                && fields.first("Expect")
                        .filter("100-continue"::equalsIgnoreCase)
                        .isPresent();
    }

    private static void requireMethod(String method) {
        for (int index = 0; index < method.length(); index++) {
            if (!Token.isTokenChar(method.charAt(index))) {
                throw malformed("method", method, "a token");
            }
        }
        if (method.isEmpty()) {
            throw malformed("method", method, "a token");
        }
    }

    /// RFC 9112 §3.2: exactly one `Host` in HTTP/1.1; the authority of an absolute target goes before it.
    private static String host(HttpVersion version, RequestTarget target, HeaderFields fields) {
        var hosts = fields.values("Host");
        if (hosts.size() > 1) {
            throw malformed("Host", hosts.get(1), "one Host field");
        }
        if (hosts.isEmpty() && version == HttpVersion.HTTP_1_1) {
            throw new RefusedException(
                    ProblemKind.MALFORMED_REQUEST, "Host: none (expected: one Host field, as HTTP/1.1 asks for)");
        }
        String host = hosts.isEmpty() ? "" : hosts.getFirst();
        for (int index = 0; index < host.length(); index++) {
            char c = host.charAt(index);
            if (c <= ' ' || c >= 0x7f || "/?#@\\,".indexOf(c) >= 0) {
                throw malformed("Host", host, "a name or an address, and perhaps a port");
            }
        }
        return target.authority().isEmpty() ? host : target.authority();
    }

    /// RFC 9112 §6: one way to tell where the body ends, or the request is refused.
    private static void requireFraming(HttpVersion version, HeaderFields fields) {
        var lengths = fields.values("Content-Length");
        var codings = fields.values("Transfer-Encoding");
        if (!lengths.isEmpty() && !codings.isEmpty()) {
            throw malformed("Content-Length", lengths.getFirst(), "none beside Transfer-Encoding");
        }
        if (lengths.size() > 1) {
            throw malformed("Content-Length", lengths.get(1), "one Content-Length field");
        }
        if (!lengths.isEmpty() && !isLength(lengths.getFirst())) {
            throw malformed("Content-Length", lengths.getFirst(), "at most 18 digits");
        }
        if (!codings.isEmpty() && version == HttpVersion.HTTP_1_0) {
            throw malformed("Transfer-Encoding", codings.getFirst(), "none in HTTP/1.0");
        }
        if (!codings.isEmpty() && (codings.size() > 1 || !codings.getFirst().equalsIgnoreCase("chunked"))) {
            throw new RefusedException(
                    ProblemKind.NOT_IMPLEMENTED,
                    "Transfer-Encoding: " + Quoted.text(String.join(", ", codings)) + " (expected: chunked)");
        }
        // An old WebSocket draft gave such requests a body of 8 bytes without a length; here nothing of that is spoken.
        fields.first("Sec-WebSocket-Key1").ifPresent(key -> {
            throw malformed("Sec-WebSocket-Key1", key, "no such field");
        });
    }

    private static boolean isLength(String text) {
        for (int index = 0; index < text.length(); index++) {
            if (text.charAt(index) < '0' || text.charAt(index) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= MAX_LENGTH_DIGITS;
    }

    private static RefusedException malformed(String what, String value, String rule) {
        return new RefusedException(
                ProblemKind.MALFORMED_REQUEST, what + ": " + Quoted.text(value) + " (expected: " + rule + ")");
    }
}
