package dev.spate.server.internal.route;

import dev.spate.server.internal.http.Answer;
import dev.spate.server.internal.http.Exchange;
import dev.spate.server.internal.http.HeaderField;
import dev.spate.server.internal.http.HeaderFields;
import dev.spate.server.internal.http.RequestHead;
import dev.spate.server.internal.http.RouteName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The page at `/`: `index.html` there, and every file beside it under its own name.
///
/// Thread-safe: immutable.
final class PageRoute {
    private static final String METHODS = "GET, HEAD";
    private static final String INDEX = "index.html";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "json", "application/json",
            "txt", "text/plain; charset=utf-8",
            "woff2", "font/woff2");
    private static final List<HeaderField> FIELDS = HeaderFields.of(
                    "Cache-Control", "no-cache",
                    "Content-Security-Policy",
                            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                                    + " img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none';"
                                    + " frame-ancestors 'none'",
                    "X-Content-Type-Options", "nosniff",
                    "X-Frame-Options", "DENY",
                    "Referrer-Policy", "no-referrer",
                    "Cross-Origin-Opener-Policy", "same-origin",
                    "Cross-Origin-Resource-Policy", "same-origin")
            .all();

    private final Map<String, Answer> answers = new HashMap<>();

    /// @param files the content by file name; those of unknown types are not served
    PageRoute(Map<String, byte[]> files) {
        files.forEach((name, content) -> {
            String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
            if (type != null) {
                var fields = new ArrayList<HeaderField>();
                fields.add(new HeaderField("Content-Type", type));
                fields.addAll(FIELDS);
                answers.put(name.equals(INDEX) ? "/" : "/" + name, new Answer(200, fields, content));
            }
        });
    }

    /// @return whether there is a file at this path
    boolean serves(String path) {
        return answers.containsKey(path);
    }

    void serve(Exchange exchange) {
        exchange.countAs(RouteName.PAGE);
        RequestHead head = exchange.head();
        Answer answer = answers.get(head.target().path());
        if (answer == null || (!head.method().equals("GET") && !head.method().equals("HEAD"))) {
            exchange.answer(OperationsRoute.wrongMethod(head, METHODS).toAnswer());
            return;
        }
        exchange.answer(answer);
    }
}
