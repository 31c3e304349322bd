package dev.spate.server;

import dev.spate.server.internal.http.BodyBudget;
import dev.spate.server.internal.http.ServerCounters;
import dev.spate.server.internal.netty.Listener;
import dev.spate.server.internal.netty.Shared;
import dev.spate.server.internal.route.Router;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/// Hubs on sockets: the HTTP edge, listening.
///
/// ```java
/// try (var server = HubServer.builder()
///         .listen(new InetSocketAddress("127.0.0.1", 8080))
///         .hub("/events", hub)
///         .hosts(PublicHosts.loopback())
///         .start()) {
///     …
/// }
/// ```
///
/// A good end: [#stopAccepting()], [dev.spate.hub.Hub#drain(java.time.Duration)] of every hub, [#closeIdle()],
/// [#close()]. The hubs stay their owner's: the server closes none.
///
/// What it serves: each hub at its path and below; `/` is a page to look at them; `/-/healthy` and `/-/ready` are
/// for whoever watches over the process; `/-/topics` lists what a hub keeps, for the administrator. `/metrics` holds
/// these numbers:
///
/// | Name | What |
/// |---|---|
/// | `spate_connections` | open connections |
/// | `spate_connections_opened_total`, `spate_connections_refused_total` | accepted; one too many |
/// | `spate_http_requests_total` | answered requests, by `route` (`subscribe`, `publish`, …) and `status` (`2xx`, …) |
/// | `spate_http_received_bytes_total`, `spate_http_sent_bytes_total` | heads and bodies; answers, streams left out |
/// | `spate_hub_published_total`, `spate_hub_duplicates_total`, `spate_hub_refused_total` | publications, by `hub` |
/// | `spate_hub_delivered_total`, `spate_hub_delivered_bytes_total`, `spate_hub_writes_total` | to connections |
/// | `spate_hub_heartbeats_total`, `spate_hub_gaps_total`, `spate_hub_closed_slow_total` | comments; gaps; stalled |
/// | `spate_hub_subscriptions`, `spate_hub_lagging`, `spate_hub_pinned_bytes` | live; behind; held by sockets |
/// | `spate_hub_queued`, `spate_hub_window_bytes`, `spate_hub_window_entries` | waiting; in memory, encoded |
/// | `spate_hub_log_entries`, `spate_hub_log_bytes` | retained |
///
/// Errors are problem documents (RFC 9457). Their `type` is stable: `/problems/` and one of `malformed-request`,
/// `bad-parameter`, `bad-body`, `not-offered`, `unauthorized`, `forbidden`, `not-found`, `method-not-allowed`,
/// `not-acceptable`, `request-timeout`, `too-large`, `uri-too-long`, `unsupported-media-type`,
/// `expectation-failed`, `misdirected`, `too-many`, `head-too-large`, `internal`, `not-implemented`, `overloaded`,
/// `closing`, `log-failed`, `unsupported-version`. In the answers to a batch or a bulk feed, an item that failed
/// has the members `error` (the detail), `type` and `status`.
///
/// Thread-safe.
public final class HubServer implements AutoCloseable {
    private final Listener listener;
    /// Set once by whoever stops the server, read by every loop.
    private final AtomicBoolean isDraining;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    private HubServer(Listener listener, AtomicBoolean isDraining) {
        this.listener = listener;
        this.isDraining = isDraining;
    }

    /// Begins to put a server together.
    ///
    /// @return a builder in which everything but addresses and hubs has a value
    public static HubServerBuilder builder() {
        return new HubServerBuilder();
    }

    static HubServer start(HubServerBuilder from) {
        var isDraining = new AtomicBoolean();
        var counters = new ServerCounters();
        var budget = new BodyBudget(from.limits().maxBodiesBytes());
        var router = new Router(from.parts(), counters, budget, isDraining::get);
        var shared = new Shared(router, from.limits(), counters, budget, from.ticker(), isDraining::get);
        return new HubServer(Listener.open(from.settings(), shared), isDraining);
    }

    /// @return what is listened on, in the order given to the builder, with the ports that were found
    public List<InetSocketAddress> addresses() {
        return listener.addresses();
    }

    /// @return buffers in use; 0 after [#close()], unless one was lost
    long buffersInUse() {
        return listener.buffersInUse();
    }

    /// Accepts no more connections, is not ready any more, and ends each connection after its next answer.
    /// Idempotent.
    public void stopAccepting() {
        isDraining.set(true);
        listener.stopAccepting();
    }

    /// Ends the connections that carry no event stream: those that wait for a request now, others after their
    /// answer.
    ///
    /// @return completes when none is left
    public CompletionStage<Void> closeIdle() {
        return listener.closeIdle();
    }

    /// Ends everything: connections are cut off, the threads are waited for, a few seconds at most. Idempotent.
    @Override
    public void close() {
        if (isClosed.compareAndSet(false, true)) {
            isDraining.set(true);
            listener.close();
        }
    }
}
