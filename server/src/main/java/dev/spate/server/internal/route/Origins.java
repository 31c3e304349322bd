package dev.spate.server.internal.route;

import dev.spate.server.CorsPolicy;
import dev.spate.server.PublicHosts;
import dev.spate.server.internal.http.Answer;
import dev.spate.server.internal.http.HeaderField;
import dev.spate.server.internal.http.HeaderFields;
import dev.spate.server.internal.http.ProblemKind;
import dev.spate.server.internal.http.Quoted;
import dev.spate.server.internal.http.RefusedException;
import dev.spate.server.internal.http.RequestHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What browsers are told and allowed, by the host they ask and the origin they come from: the CORS fields of
/// answers, preflights, and who may publish.
///
/// Thread-safe: immutable, but for a host that it remembers.
final class Origins {
    /// The methods of a hub's paths.
    static final String METHODS = "GET, HEAD, QUERY, POST, OPTIONS";

    private static final String ALLOWED_FIELDS =
            "last-event-id, authorization, content-type, idempotency-key, prefer, cache-control, spate-durability";
    private static final String EXPOSED_FIELDS = "Spate-Last-Event-ID, Retry-After";
    private static final String PREFLIGHT_SECONDS = "7200";

    private final CorsPolicy cors;
    private final PublicHosts hosts;
    private final List<HeaderField> vary;
    /// The last host that was answered to, since most requests name the same. Written and read by all loops; a loop
    /// that sees an older one looks for itself.
    private volatile String knownHost = "";

    Origins(CorsPolicy cors, PublicHosts hosts) {
        this.cors = cors;
        this.hosts = hosts;
        this.vary = List.of(new HeaderField("Vary", cors.isNone() ? "Accept" : "Accept, Origin"));
    }

    /// @throws RefusedException with 421 if the server does not answer to the host of the request
    void requireHost(RequestHead head) {
        if (head.host().equals(knownHost)) {
            return;
        }
        // Only HTTP/1.0 may name no host, and no browser speaks that.
        if (!head.host().isEmpty() && !hosts.answersTo(head.host())) {
            String rule = hosts.mode() == PublicHosts.Mode.LISTED
                    ? "one of the names this hub answers to"
                    : "localhost or a loopback address";
            throw new RefusedException(
                    ProblemKind.MISDIRECTED, "Host: " + Quoted.text(head.host()) + " (expected: " + rule + ")");
        }
        knownHost = head.host();
    }

    /// @return the fields that every answer on a hub's path carries
    List<HeaderField> fields(RequestHead head) {
        Optional<String> from = head.fields().first("Origin");
        if (from.isEmpty()) {
            return vary;
        }
        var fields = new ArrayList<>(vary);
        from.ifPresent(origin -> {
            if (cors.lists(origin)) {
                fields.add(new HeaderField("Access-Control-Allow-Origin", origin));
                fields.add(new HeaderField("Access-Control-Allow-Credentials", "true"));
                fields.add(new HeaderField("Access-Control-Expose-Headers", EXPOSED_FIELDS));
            } else if (cors.isAny()) {
                fields.add(new HeaderField("Access-Control-Allow-Origin", "*"));
                fields.add(new HeaderField("Access-Control-Expose-Headers", EXPOSED_FIELDS));
            }
        });
        return fields;
    }

    /// @return the answer to `OPTIONS`; for a preflight (Fetch §3.2.2) of an origin that is let in, what it may do
    Answer options(RequestHead head) {
        var allow = Answer.empty(204, "Allow", METHODS);
        boolean isPreflight =
                head.fields().first("Access-Control-Request-Method").isPresent();
        boolean isLetIn = head.fields()
                .first("Origin")
                .filter(origin -> cors.isAny() || cors.lists(origin))
                .isPresent();
        if (!isPreflight || !isLetIn) {
            return allow;
        }
        return allow.with(HeaderFields.of(
                        "Access-Control-Allow-Methods", METHODS,
                        "Access-Control-Allow-Headers", ALLOWED_FIELDS,
                        "Access-Control-Max-Age", PREFLIGHT_SECONDS)
                .all());
    }

    /// Where everybody may publish without a key, a web page may not do it unasked in the name of whoever looks at
    /// it: only the hub's own pages may, and those of origins that are listed by name.
    ///
    /// @throws RefusedException with 403
    void requireMayPublish(RequestHead head) {
        if (hosts.mode() == PublicHosts.Mode.ANY) {
            return;
        }
        Optional<String> origin = head.fields().first("Origin");
        if (origin.filter(cors::lists).isPresent()) {
            return;
        }
        Optional<String> site = head.fields().first("Sec-Fetch-Site").map(text -> text.toLowerCase(Locale.ROOT));
        if (site.filter(text -> !text.equals("same-origin") && !text.equals("none"))
                .isPresent()) {
            throw forbidden("Sec-Fetch-Site", site.get());
        }
        if (origin.filter(text -> !isOwn(text, head.host())).isPresent()) {
            throw forbidden("Origin", origin.get());
        }
    }

    private static boolean isOwn(String origin, String host) {
        return origin.equals("http://" + host.toLowerCase(Locale.ROOT))
                || origin.equals("https://" + host.toLowerCase(Locale.ROOT));
    }

    private static RefusedException forbidden(String what, String value) {
        return new RefusedException(
                ProblemKind.FORBIDDEN,
                what + ": " + Quoted.text(value)
                        + " (expected: a page of the hub itself, as anonymous publishing is on)");
    }
}
