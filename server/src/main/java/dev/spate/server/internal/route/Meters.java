package dev.spate.server.internal.route;

import dev.spate.hub.Hub;
import dev.spate.hub.HubStats;
import dev.spate.server.internal.http.RouteName;
import dev.spate.server.internal.http.ServerCounters;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// The numbers of the server and its hubs as Prometheus text. They are counted where they arise, and only read
/// here.
///
/// Thread-safe.
final class Meters {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    Meters(ServerCounters counters, Map<String, Hub> hubs) {
        registerServer(counters);
        hubs.forEach(this::registerHub);
    }

    byte[] scrape() {
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
        count(counters, "spate.connections.refused", "Connections one too many", held -> held.connectionsRefused);
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

    private void registerHub(String path, Hub hub) {
        var of = new HubMeters(registry, path, hub);
        of.counter("published", "Publications that the log took", HubStats::published);
        of.counter("duplicates", "Publications answered from the idempotency window", HubStats::duplicates);
        of.counter("refused", "Publications that were refused", HubStats::refused);
        of.counter("delivered", "Events handed to connections", HubStats::delivered);
        of.counter("delivered.bytes", "Bytes handed to connections", HubStats::deliveredBytes);
        of.counter("writes", "Writes to connections", HubStats::writes);
        of.counter("heartbeats", "Comments sent to keep streams alive", HubStats::heartbeats);
        of.counter("gaps", "Gaps announced", HubStats::gaps);
        of.counter("closed.slow", "Subscriptions closed for being stalled", HubStats::closedSlow);
        of.gauge("subscriptions", "Live subscriptions", HubStats::subscriptions);
        of.gauge("lagging", "Subscriptions that are behind", HubStats::lagging);
        of.gauge("pinned.bytes", "Bytes that connections hold", HubStats::pinnedBytes);
        of.gauge("queued", "Publications waiting for the sequencer", HubStats::queuedPublications);
        of.gauge("window.bytes", "Encoded bytes of the newest entries in memory", HubStats::windowBytes);
        of.gauge("window.entries", "Newest entries encoded in memory", HubStats::windowEntries);
        of.gauge("log.entries", "Entries that the log retains", HubStats::logEntries);
        of.gauge("log.bytes", "Bytes that the log holds", HubStats::logBytes);
    }

    /// Meters of one hub, told apart by the tag `hub`, its base path.
    private record HubMeters(PrometheusMeterRegistry registry, String path, Hub hub) {
        void counter(String name, String description, ToDoubleFunction<HubStats> value) {
            FunctionCounter.builder("spate.hub." + name, hub, of -> value.applyAsDouble(of.stats()))
                    .description(description)
                    .tag("hub", path)
                    .register(registry);
        }

        void gauge(String name, String description, ToDoubleFunction<HubStats> value) {
            Gauge.builder("spate.hub." + name, hub, of -> value.applyAsDouble(of.stats()))
                    .description(description)
                    .tag("hub", path)
                    .register(registry);
        }
    }
}
