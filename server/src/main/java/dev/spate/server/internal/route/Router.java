package dev.spate.server.internal.route;

import dev.spate.hub.Hub;
import dev.spate.server.AdminToken;
import dev.spate.server.CorsPolicy;
import dev.spate.server.PublicHosts;
import dev.spate.server.ServerLimits;
import dev.spate.server.internal.http.Answer;
import dev.spate.server.internal.http.BodyBudget;
import dev.spate.server.internal.http.Exchange;
import dev.spate.server.internal.http.Problem;
import dev.spate.server.internal.http.ProblemKind;
import dev.spate.server.internal.http.Quoted;
import dev.spate.server.internal.http.RefusedException;
import dev.spate.server.internal.http.RequestHead;
import dev.spate.server.internal.http.RequestTarget;
import dev.spate.server.internal.http.ServerCounters;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Chooses who serves a request, by its path.
///
/// Thread-safe: immutable.
public final class Router {
    private final Map<String, HubRoute> hubs = new HashMap<>();
    private final Origins origins;
    private final OperationsRoute operations;
    private final PageRoute page;

    /// @param parts what is served, and to whom
    /// @param counters what has been done
    /// @param budget of the bodies that are being received
    /// @param isDraining whether the server has begun to close
    public Router(Parts parts, ServerCounters counters, BodyBudget budget, BooleanSupplier isDraining) {
        this.origins = new Origins(parts.cors(), parts.hosts());
        parts.hubs().forEach((path, hub) -> hubs.put(path, new HubRoute(hub, origins, parts.limits(), budget)));
        this.operations = new OperationsRoute(
                new ServedHubs(parts.hubs()),
                new OperationsRoute.Access(new AdminDoor(parts.adminToken()), parts.isMetricsPublic()),
                new Meters(counters, parts.hubs()),
                isDraining);
        this.page = new PageRoute(PageFiles.load());
    }

    /// What a router serves, and to whom.
    ///
    /// @param hubs by base path
    /// @param cors which foreign origins may come
    /// @param hosts which names are answered to
    /// @param adminToken opens what only an administrator may see
    /// @param isMetricsPublic whether everybody may read the metrics
    /// @param limits the bounds
    public record Parts(
            Map<String, Hub> hubs,
            CorsPolicy cors,
            PublicHosts hosts,
            Optional<AdminToken> adminToken,
            boolean isMetricsPublic,
            ServerLimits limits) {
        public Parts {
            hubs = Map.copyOf(hubs);
        }
    }

    /// Serves a request, now or later.
    ///
    /// @param exchange the request and the way to answer it
    public void serve(Exchange exchange) {
        try {
            requireExpectation(exchange.head());
            route(exchange);
        } catch (RefusedException e) {
            exchange.answer(e.problem().toAnswer());
        }
    }

    private void route(Exchange exchange) {
        RequestHead head = exchange.head();
        String path = head.target().path();
        if (!OperationsRoute.isProbe(path)) {
            origins.requireHost(head);
        }
        if (OperationsRoute.serves(path)) {
            operations.serve(exchange);
            return;
        }
        String base = basePath(path);
        HubRoute hub = hubs.get(base);
        if (hub != null) {
            hub.serve(exchange, path.equals(base) ? Optional.empty() : Optional.of(path.substring(base.length() + 1)));
        } else if (page.serves(path)) {
            page.serve(exchange);
        } else {
            other(exchange, head.target());
        }
    }

    /// The longest base path of a hub that this path is, or is below; otherwise the path itself.
    private String basePath(String path) {
        int end = path.length();
        while (end > 0) {
            String candidate = path.substring(0, end);
            if (hubs.containsKey(candidate)) {
                return candidate;
            }
            end = path.lastIndexOf('/', end - 1);
        }
        return path;
    }

    private void other(Exchange exchange, RequestTarget target) {
        if (target.path().equals("*") && exchange.head().method().equals("OPTIONS")) {
            exchange.answer(Answer.empty(204, "Allow", Origins.METHODS));
            return;
        }
        String expected = String.join(", ", hubs.keySet().stream().sorted().toList());
        exchange.answer(Problem.of(
                        ProblemKind.NOT_FOUND,
                        "path: " + Quoted.text(target.path()) + " (expected: " + expected + " or below)")
                .toAnswer());
    }

    private static void requireExpectation(RequestHead head) {
        head.fields().first("Expect").ifPresent(text -> {
            if (!text.equalsIgnoreCase("100-continue")) {
                throw new RefusedException(
                        ProblemKind.EXPECTATION_FAILED,
                        "Expect: " + Quoted.text(text) + " (expected: 100-continue or none)");
            }
        });
    }
}
