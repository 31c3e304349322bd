package dev.spate.app;

import dev.spate.app.config.Config;
import dev.spate.app.config.HubConfig;
import dev.spate.app.config.ListenAddress;
import dev.spate.app.config.LogPlace;
import dev.spate.app.config.MetricsAccess;
import dev.spate.app.config.Secret;
import dev.spate.hub.Hub;
import dev.spate.hub.HubBuilder;
import dev.spate.hub.HubException;
import dev.spate.hub.HubLimits;
import dev.spate.hub.Ticker;
import dev.spate.server.AdminToken;
import dev.spate.server.CorsPolicy;
import dev.spate.server.HubServer;
import dev.spate.server.ServerLimits;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one place that puts classes together: a configuration becomes hubs and a server that listens.
///
/// Owner: the main thread.
final class Wiring {
    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

    /// JSON may need several bytes for one of the data.
    private static final int BODY_BYTES_A_DATA_BYTE = 4;

    private final Ticker ticker = Ticker.system();
    private final long begunNanos;
    private final Config config;
    private final Access access;
    private final Map<HubConfig, Hub> hubs = new LinkedHashMap<>();
    private final List<HubServer> servers = new ArrayList<>();

    private Wiring(Config config, Access access) {
        this.begunNanos = ticker.nanos();
        this.config = config;
        this.access = access;
    }

    /// @param config what to run
    /// @param access who may do what
    /// @param adminToken what opens the admin's pages
    /// @return what runs now
    /// @throws CommandFailure if it cannot be started, in one sentence
    static RunningSpate start(Config config, Access access, Secret adminToken) {
        return new Wiring(config, access).start(adminToken);
    }

    private RunningSpate start(Secret adminToken) {
        var builder = HubServer.builder()
                .limits(serverLimits())
                .loops(config.loops())
                .cors(new CorsPolicy(config.origins()))
                .hosts(access.hosts())
                .adminToken(AdminToken.of(adminToken.text()));
        config.listen().forEach(address -> builder.listen(socketAddress(address)));
        if (config.metrics() == MetricsAccess.PUBLIC) {
            builder.publicMetrics();
        }
        try {
            config.hubs().forEach(hub -> builder.hub(hub.path(), started(hub)));
            var server = builder.start();
            servers.add(server);
            // It listens meanwhile, so that whoever watches over it is told that it recovers.
            hubs.forEach(this::awaitReady);
            return new RunningSpate(server, List.copyOf(hubs.values()));
        } catch (HubException failure) {
            servers.forEach(HubServer::close);
            hubs.values().forEach(Hub::close);
            throw new CommandFailure(String.valueOf(failure.getMessage()), failure);
        }
    }

    private Hub started(HubConfig hub) {
        var builder = Hub.builder()
                .name(hub.name())
                .limits(hubLimits(hub))
                .unknownId(hub.unknownId())
                .authorizer(new RightsAuthorizer(access.rights()))
                .listener(new HubReporter(hub.name(), ticker));
        var started = log(builder, hub).build();
        hubs.put(hub, started);
        return started;
    }

    private void awaitReady(HubConfig hub, Hub running) {
        try {
            running.ready().toCompletableFuture().join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof HubException told
                    ? told
                    : new HubException("hub: " + hub.name() + " did not start, " + failure.getCause(), failure);
        }
        if (hub.log() instanceof LogPlace.Files files) {
            LOG.atInfo()
                    .addKeyValue("hub", hub.name())
                    .addKeyValue("directory", files.directory())
                    .addKeyValue("entries", running.stats().logEntries())
                    .addKeyValue(
                            "took",
                            Duration.ofNanos(ticker.nanos() - begunNanos).toMillis() + "ms")
                    .log("the log is ready");
        }
    }

    private static HubBuilder log(HubBuilder builder, HubConfig hub) {
        return switch (hub.log()) {
            case LogPlace.Memory() -> builder.memoryLog(hub.retention());
            case LogPlace.Files(var directory, var durability) ->
                builder.fileLog(directory, hub.retention(), durability);
        };
    }

    private HubLimits hubLimits(HubConfig hub) {
        return HubLimits.standard()
                .with()
                .maxDataBytes(config.limits().dataBytes())
                .maxSubscriptions(config.limits().connections())
                .maxPinnedBytes(config.limits().pinnedBytes())
                .maxWindowBytes(hub.windowBytes())
                .slow(hub.slow())
                .maxReplayBytes(hub.replayBytes())
                .stalledAfter(hub.stalledAfter())
                .heartbeat(hub.heartbeat())
                .retry(hub.retry())
                .idempotencyAge(hub.idempotencyAge())
                .maxIdempotencyKeys(hub.idempotencyKeys())
                .build();
    }

    private ServerLimits serverLimits() {
        var standard = ServerLimits.standard();
        int bodyBytes = Math.max(
                standard.maxBodyBytes(),
                BODY_BYTES_A_DATA_BYTE * config.limits().dataBytes());
        return standard.with()
                .maxConnections(config.limits().connections())
                .maxConnectionsPerAddress(config.limits().perAddress())
                .maxHeadBytes(config.limits().headBytes())
                .maxBodyBytes(bodyBytes)
                .maxBulkBytes(bodyBytes)
                .sendBufferBytes(config.limits().sockets().sendBufferBytes())
                .notSentLowBytes(config.limits().sockets().notSentBytes())
                .lowWaterMarkBytes(config.limits().sockets().lowWaterBytes())
                .highWaterMarkBytes(config.limits().sockets().highWaterBytes())
                .userTimeout(userTimeout(config.limits().sockets().userTimeout()))
                .build();
    }

    /// Twice what a hub grants a stalled subscriber, so that the hub ends it and can say why.
    private Duration userTimeout(Duration least) {
        return config.hubs().stream()
                .map(hub -> hub.stalledAfter().multipliedBy(2))
                .reduce(least, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    private static InetSocketAddress socketAddress(ListenAddress address) {
        if (address.host().isEmpty()) {
            return new InetSocketAddress(address.port());
        }
        var resolved = new InetSocketAddress(address.host(), address.port());
        if (resolved.isUnresolved()) {
            throw new CommandFailure(
                    "listen: " + address + " (expected: an address of this machine, or a name for one)");
        }
        return resolved;
    }
}
