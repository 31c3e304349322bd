package dev.spate.server.internal.route;

import dev.spate.server.internal.http.Answer;
import dev.spate.server.internal.http.Exchange;
import dev.spate.server.internal.http.Problem;
import dev.spate.server.internal.http.ProblemKind;
import dev.spate.server.internal.http.Quoted;
import dev.spate.server.internal.http.RefusedException;
import dev.spate.server.internal.http.RequestHead;
import dev.spate.server.internal.http.RouteName;
import java.util.ArrayList;
import java.util.function.BooleanSupplier;

/// What operators ask: `/-/healthy`, `/-/ready`, `/metrics`, and what is behind the admin's door.
///
/// Thread-safe: immutable.
final class OperationsRoute {
    static final String HEALTHY = "/-/healthy";
    static final String READY = "/-/ready";
    static final String METRICS = "/metrics";
    static final String TOPICS = "/-/topics";
    static final String CONNECTIONS = "/-/connections";

    private static final String OF_CONNECTION = CONNECTIONS + "/";
    private static final String READ_METHODS = "GET, HEAD";
    private static final String DELETE = "DELETE";

    private final ServedHubs hubs;
    private final Access access;
    private final Meters meters;
    private final BooleanSupplier isDraining;
    private final TopicsRoute topics;
    private final ConnectionsRoute connections;

    OperationsRoute(ServedHubs hubs, Access access, Meters meters, BooleanSupplier isDraining) {
        this.hubs = hubs;
        this.access = access;
        this.meters = meters;
        this.isDraining = isDraining;
        this.topics = new TopicsRoute(hubs);
        this.connections = new ConnectionsRoute(hubs);
    }

    /// Who may ask.
    ///
    /// @param door where only the administrator gets in
    /// @param isMetricsPublic whether the metrics stand outside of it
    record Access(AdminDoor door, boolean isMetricsPublic) {}

    /// @return whether a path is asked by whatever watches over processes, which knows them by address rather than
    ///     name
    static boolean isProbe(String path) {
        return path.equals(HEALTHY) || path.equals(READY);
    }

    /// @return whether a path is one of these
    static boolean serves(String path) {
        return isProbe(path)
                || path.equals(METRICS)
                || path.equals(TOPICS)
                || path.equals(CONNECTIONS)
                || path.startsWith(OF_CONNECTION);
    }

    /// @throws RefusedException if it is asked by the wrong person, or in the wrong way
    void serve(Exchange exchange) {
        exchange.countAs(RouteName.OPERATIONS);
        switch (exchange.head().target().path()) {
            case HEALTHY -> {
                requireRead(exchange.head());
                exchange.answer(Answer.text(200, "healthy\n"));
            }
            case READY -> {
                requireRead(exchange.head());
                exchange.answer(ready());
            }
            case METRICS -> metrics(exchange);
            case TOPICS -> {
                requireRead(exchange.head());
                access.door().requireAdmin(exchange.head(), "topics");
                topics.get(new OperatorCall(exchange));
            }
            case CONNECTIONS -> {
                requireRead(exchange.head());
                access.door().requireAdmin(exchange.head(), "connections");
                connections.get(new OperatorCall(exchange));
            }
            default -> end(exchange);
        }
    }

    private void end(Exchange exchange) {
        if (!exchange.head().method().equals(DELETE)) {
            throw new RefusedException(wrongMethod(exchange.head(), DELETE));
        }
        access.door().requireAdmin(exchange.head(), "connections");
        String id = exchange.head().target().path().substring(OF_CONNECTION.length());
        connections.delete(new OperatorCall(exchange), id);
    }

    private static void requireRead(RequestHead head) {
        if (!head.method().equals("GET") && !head.method().equals("HEAD")) {
            throw new RefusedException(wrongMethod(head, READ_METHODS));
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
        hubs.byPath().forEach((path, hub) -> hub.whyNotReady().ifPresent(why -> notReady.add(path + " (" + why + ")")));
        return notReady.isEmpty()
                ? Answer.text(200, "ready\n")
                : Answer.text(503, "not ready: " + String.join(", ", notReady) + "\n");
    }

    private void metrics(Exchange exchange) {
        requireRead(exchange.head());
        if (!access.isMetricsPublic()) {
            access.door().requireAdmin(exchange.head(), "metrics");
        }
        new OperatorCall(exchange)
                .answer("metrics", meters.scrape(), text -> Answer.of(200, Meters.CONTENT_TYPE, text));
    }
}
