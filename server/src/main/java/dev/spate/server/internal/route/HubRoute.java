package dev.spate.server.internal.route;

import dev.spate.hub.Hub;
import dev.spate.server.ServerLimits;
import dev.spate.server.internal.http.BodyBudget;
import dev.spate.server.internal.http.Exchange;
import dev.spate.server.internal.http.Problem;
import dev.spate.server.internal.http.ProblemKind;
import dev.spate.server.internal.http.Quoted;
import dev.spate.server.internal.http.RouteName;
import java.util.Optional;

/// The paths of one hub: its base path, and everything below it.
///
/// Thread-safe: immutable.
final class HubRoute {
    private final Hub hub;
    private final Origins origins;
    private final SubscribeRoute subscribe;
    private final PublishRoute publish;

    HubRoute(Hub hub, Origins origins, ServerLimits limits, BodyBudget budget) {
        this.hub = hub;
        this.origins = origins;
        this.subscribe = new SubscribeRoute();
        this.publish = new PublishRoute(origins, limits, budget);
    }

    Hub hub() {
        return hub;
    }

    void serve(Exchange exchange, Optional<String> pathTopic) {
        var call = new HubCall(exchange, hub, pathTopic, origins.fields(exchange.head()));
        call.attempt(() -> dispatch(call));
    }

    private void dispatch(HubCall call) {
        switch (call.head().method()) {
            case "GET" -> {
                call.exchange().countAs(RouteName.SUBSCRIBE);
                subscribe.get(call);
            }
            case "HEAD" -> {
                call.exchange().countAs(RouteName.SUBSCRIBE);
                subscribe.head(call);
            }
            case "QUERY" -> {
                call.exchange().countAs(RouteName.SUBSCRIBE);
                subscribe.query(call);
            }
            case "POST" -> {
                call.exchange().countAs(RouteName.PUBLISH);
                publish.post(call);
            }
            case "OPTIONS" -> call.answer(origins.options(call.head()));
            default ->
                call.refuse(Problem.of(
                                ProblemKind.METHOD_NOT_ALLOWED,
                                "method: " + Quoted.text(call.head().method()) + " (expected: " + Origins.METHODS + ")")
                        .with("Allow", Origins.METHODS));
        }
    }
}
