package dev.spate.server.internal.route;

import dev.spate.hub.Hub;
import dev.spate.server.internal.http.RouteName;
import dev.spate.server.internal.http.ServerCounters;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/// The numbers of the server and its hubs as Prometheus text. They are counted where they arise, and only read
/// here.
///
/// Thread-safe.
final class Meters {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final List<HubMeters> hubs;

    Meters(ServerCounters counters, Map<String, Hub> hubs) {
        registerServer(counters);
        this.hubs = hubs.entrySet().stream()
                .map(one -> new HubMeters(registry, one.getKey(), one.getValue()))
                .toList();
    }

    /// Takes all numbers anew.
    ///
    /// @return completes with their text; never fails
    CompletionStage<byte[]> scrape() {
        // Counting up what all hubs hold takes a while, and its caller can wait: it is not done on an event loop.
        Executor virtual = Thread::startVirtualThread;
        var refreshed = hubs.stream()
                .map(HubMeters::refresh)
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(refreshed).thenApplyAsync(nothing -> text(), virtual);
    }

    private byte[] text() {
        hubs.forEach(HubMeters::recount);
        return registry.scrape(CONTENT_TYPE).getBytes(StandardCharsets.UTF_8);
    }

    private void registerServer(ServerCounters counters) {
        Gauge.builder(
                        "spate.connections",
                        counters,
                        held -> held.connectionsOpened.sum() - held.connectionsClosed.sum())
                .description("Open connections")
                .register(registry);
        count(counters, "spate.connections.opened", "Connections accepted", held -> held.connectionsOpened);
        count(
                counters,
                "spate.connections.refused",
                "Connections refused, since there were too many",
                held -> held.connectionsRefused);
        count(counters, "spate.http.received.bytes", "Bytes of heads and bodies", held -> held.bytesReceived);
        count(counters, "spate.http.sent.bytes", "Bytes of answers, streams left out", held -> held.bytesSent);
        for (RouteName route : RouteName.values()) {
            for (int statusClass = 2; statusClass <= 5; statusClass++) {
                FunctionCounter.builder("spate.http.requests", counters.requests(route, statusClass), LongAdder::sum)
                        .description("Answered requests")
                        .tag("route", route.name().toLowerCase(Locale.ROOT))
                        .tag("status", statusClass + "xx")
                        .register(registry);
            }
        }
    }

    private void count(
            ServerCounters counters, String name, String description, Function<ServerCounters, LongAdder> adder) {
        FunctionCounter.builder(name, adder.apply(counters), LongAdder::sum)
                .description(description)
                .register(registry);
    }
}
