package dev.spate.server.internal.http;

import java.util.Locale;

/// What a request is for (RFC 9112 §3.2), taken apart but not decoded. Thread-safe: immutable.
///
/// @param path begins with `/`, or is `*`; each character one byte
/// @param query what stands after the `?`, empty for none
/// @param authority host and port of the absolute form, empty for the others
public record RequestTarget(String path, String query, String authority) {
    /// Reads the origin form (`/events?topic=a`), the absolute form (`http://host/events`) and the asterisk form.
    ///
    /// @param text as it stands in the request line
    /// @return its parts
    /// @throws RefusedException if it is none of these
    public static RequestTarget parse(String text) {
        if (text.equals("*")) {
            return new RequestTarget("*", "", "");
        }
        if (text.indexOf('#') >= 0) {
            throw malformed(text, "no #, which is written %23");
        }
        if (text.startsWith("/")) {
            return split(text, "");
        }
        String lower = text.toLowerCase(Locale.ROOT);
        int from = lower.startsWith("http://") ? 7 : lower.startsWith("https://") ? 8 : -1;
        if (from < 0) {
            throw malformed(text, "a path that begins with /, or an absolute http URL");
        }
        return ofAbsolute(text, from);
    }

    private static RequestTarget ofAbsolute(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '/' && text.charAt(end) != '?') {
            end++;
        }
        String authority = text.substring(from, end);
        if (authority.isEmpty() || authority.indexOf('@') >= 0) {
            throw malformed(text, "a host without user information");
        }
        String rest = text.substring(end);
        return split(rest.startsWith("/") ? rest : "/" + rest, authority);
    }

    private static RequestTarget split(String text, String authority) {
        int question = text.indexOf('?');
        return question < 0
                ? new RequestTarget(text, "", authority)
                : new RequestTarget(text.substring(0, question), text.substring(question + 1), authority);
    }

    private static RefusedException malformed(String text, String rule) {
        int question = text.indexOf('?');
        String shown = question < 0 ? text : text.substring(0, question) + "?…";
        return new RefusedException(
                ProblemKind.MALFORMED_REQUEST, "request target: " + Quoted.text(shown) + " (expected: " + rule + ")");
    }
}
