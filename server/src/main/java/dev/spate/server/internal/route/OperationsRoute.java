package dev.spate.server.internal.route;

import dev.spate.hub.Hub;
import dev.spate.server.AdminToken;
import dev.spate.server.internal.http.Answer;
import dev.spate.server.internal.http.Exchange;
import dev.spate.server.internal.http.Problem;
import dev.spate.server.internal.http.ProblemKind;
import dev.spate.server.internal.http.Quoted;
import dev.spate.server.internal.http.RequestHead;
import dev.spate.server.internal.http.RouteName;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/// What operators ask: `/-/healthy`, `/-/ready` and `/metrics`.
///
/// Thread-safe: immutable.
final class OperationsRoute {
    static final String HEALTHY = "/-/healthy";
    static final String READY = "/-/ready";
    static final String METRICS = "/metrics";

    private static final String METHODS = "GET, HEAD";
    private static final String BEARER = "bearer ";

    private final Map<String, Hub> hubs;
    private final MetricsAccess access;
    private final Meters meters;
    private final BooleanSupplier isDraining;

    OperationsRoute(Map<String, Hub> hubs, MetricsAccess access, Meters meters, BooleanSupplier isDraining) {
        this.hubs = hubs;
        this.access = access;
        this.meters = meters;
        this.isDraining = isDraining;
    }

    /// Who may read the metrics.
    ///
    /// @param isPublic whether everybody may
    /// @param token opens them for whoever has it
    record MetricsAccess(boolean isPublic, Optional<AdminToken> token) {}

    /// @return whether a path is asked by whatever watches over processes, which knows them by address rather than
    ///     name
    static boolean isProbe(String path) {
        return path.equals(HEALTHY) || path.equals(READY);
    }

    /// @return whether a path is one of these
    static boolean serves(String path) {
        return isProbe(path) || path.equals(METRICS);
    }

    void serve(Exchange exchange) {
        exchange.countAs(RouteName.OPERATIONS);
        RequestHead head = exchange.head();
        if (!head.method().equals("GET") && !head.method().equals("HEAD")) {
            exchange.answer(wrongMethod(head, METHODS).toAnswer());
            return;
        }
        switch (head.target().path()) {
            case HEALTHY -> exchange.answer(Answer.text(200, "healthy\n"));
            case READY -> exchange.answer(ready());
            default -> metrics(exchange);
        }
    }

    static Problem wrongMethod(RequestHead head, String methods) {
        return Problem.of(
                        ProblemKind.METHOD_NOT_ALLOWED,
                        "method: " + Quoted.text(head.method()) + " (expected: " + methods + ")")
                .with("Allow", methods);
    }

    private Answer ready() {
        var notReady = new ArrayList<String>();
        if (isDraining.getAsBoolean()) {
            notReady.add("draining");
        }
        hubs.forEach((path, hub) -> {
            if (!hub.isReady()) {
                notReady.add(hub.trouble().map(why -> path + " (" + why + ")").orElse(path));
            }
        });
        return notReady.isEmpty()
                ? Answer.text(200, "ready\n")
                : Answer.text(503, "not ready: " + String.join(", ", notReady) + "\n");
    }

    private void metrics(Exchange exchange) {
        Optional<Problem> refusal = refusal(exchange.head());
        if (refusal.isPresent()) {
            exchange.answer(refusal.get().toAnswer());
            return;
        }
        exchange.keepOthersWaiting();
        // Counting up what all hubs hold takes a while, and its caller can wait: it is not done on the event loop.
        Executor virtual = Thread::startVirtualThread;
        CompletableFuture.supplyAsync(meters::scrape, virtual)
                .whenComplete((text, failure) -> exchange.loop()
                        .execute(() -> exchange.answer(
                                failure == null
                                        ? Answer.of(200, Meters.CONTENT_TYPE, text)
                                        : Problem.of(ProblemKind.INTERNAL, "metrics: failed (expected: numbers)")
                                                .toAnswer())));
    }

    private Optional<Problem> refusal(RequestHead head) {
        if (access.isPublic()) {
            return Optional.empty();
        }
        if (access.token().isEmpty()) {
            return Optional.of(Problem.of(
                    ProblemKind.FORBIDDEN, "metrics: not public, and no admin token is set (expected: one of them)"));
        }
        Optional<String> presented = head.fields()
                .first("Authorization")
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()).strip());
        if (presented.filter(access.token().get()::matches).isPresent()) {
            return Optional.empty();
        }
        String what = presented.isPresent() ? "a wrong token" : "no token";
        String challenge = presented.isPresent() ? "Bearer error=\"invalid_token\"" : "Bearer";
        return Optional.of(Problem.of(
                        ProblemKind.UNAUTHORIZED, "Authorization: " + what + " (expected: Bearer and the admin token)")
                .with("WWW-Authenticate", challenge));
    }
}
