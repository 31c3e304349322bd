package dev.spate.server.internal.netty;

import dev.spate.hub.Hub;
import dev.spate.hub.Ticker;
import dev.spate.server.CorsPolicy;
import dev.spate.server.PublicHosts;
import dev.spate.server.ServerLimits;
import dev.spate.server.internal.http.BodyBudget;
import dev.spate.server.internal.http.ServerCounters;
import dev.spate.server.internal.route.Router;
import java.util.Map;
import java.util.Optional;

/// What connections share, for tests of single parts. Thread-safe: stateless.
final class SharedParts {
    private SharedParts() {}

    static Shared around(Hub hub, ServerLimits limits) {
        var counters = new ServerCounters();
        var budget = new BodyBudget(limits.maxBodiesBytes());
        var parts = new Router.Parts(
                Map.of("/events", hub), CorsPolicy.none(), PublicHosts.any(), Optional.empty(), false, limits);
        return new Shared(
                new Router(parts, counters, budget, () -> false),
                limits,
                counters,
                budget,
                Ticker.system(),
                () -> false);
    }
}
