package dev.spate.server;

import dev.spate.hub.Hub;
import dev.spate.hub.Ticker;
import dev.spate.server.internal.http.SystemClock;
import dev.spate.server.internal.netty.Listener;
import dev.spate.server.internal.route.Router;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Puts a [HubServer] together.
///
/// Owner: the thread that made it.
public final class HubServerBuilder {
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~!$&'()*+,;=:@-]+)+");
    private static final int CORES_A_LOOP = 2;

    private final List<InetSocketAddress> addresses = new ArrayList<>();
    private final Map<String, Hub> hubs = new LinkedHashMap<>();
    private ServerLimits limits = ServerLimits.standard();
    private CorsPolicy cors = CorsPolicy.none();
    private PublicHosts hosts = PublicHosts.any();
    private Optional<AdminToken> adminToken = Optional.empty();
    private boolean isMetricsPublic;
    private int loops = usualLoops();
    private Ticker ticker = Ticker.system();
    private boolean isPortable;

    HubServerBuilder() {}

    /// @param address what to listen on; may be called for several. Port 0 finds a free one
    /// @return this builder
    public HubServerBuilder listen(InetSocketAddress address) {
        addresses.add(address);
        return this;
    }

    /// @param path where the hub answers, such as `/events`; everything below is its too
    /// @param hub who answers; may be called for several, each at its own path
    /// @return this builder
    /// @throws IllegalArgumentException if the path is not one, is kept for the server itself, or is taken
    public HubServerBuilder hub(String path, Hub hub) {
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    "path: \"" + path + "\" (expected: / and a name, perhaps more of both, nothing escaped)");
        }
        if (path.equals("/-") || path.startsWith("/-/") || path.equals("/metrics")) {
            throw new IllegalArgumentException("path: \"" + path + "\" (expected: not one of the server's own)");
        }
        if (hubs.putIfAbsent(path, hub) != null) {
            throw new IllegalArgumentException("path: \"" + path + "\" (expected: one hub for each path)");
        }
        return this;
    }

    /// @param value every bound of the server
    /// @return this builder
    public HubServerBuilder limits(ServerLimits value) {
        limits = value;
        return this;
    }

    /// @param value which foreign origins' pages may come; none unless set
    /// @return this builder
    public HubServerBuilder cors(CorsPolicy value) {
        cors = value;
        return this;
    }

    /// @param value which names are answered to; any unless set
    /// @return this builder
    public HubServerBuilder hosts(PublicHosts value) {
        hosts = value;
        return this;
    }

    /// @param value opens `/metrics`; without it nobody may read them unless they are public
    /// @return this builder
    public HubServerBuilder adminToken(AdminToken value) {
        adminToken = Optional.of(value);
        return this;
    }

    /// Lets everybody read `/metrics`.
    ///
    /// @return this builder
    public HubServerBuilder publicMetrics() {
        isMetricsPublic = true;
        return this;
    }

    /// How many event loops a server has where nothing else is said.
    ///
    /// @return half as many as there are cores, at least one: the rest is for the log, the collector, and others on
    ///     the machine
    public static int usualLoops() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / CORES_A_LOOP);
    }

    /// @param value how many event loops; half as many as there are cores unless set
    /// @return this builder
    public HubServerBuilder loops(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("loops: " + value + " (expected: >= 1)");
        }
        loops = value;
        return this;
    }

    /// @param value elapsed time, for deadlines
    /// @return this builder
    public HubServerBuilder ticker(Ticker value) {
        ticker = value;
        return this;
    }

    /// Drives sockets by what every system has (NIO), also where there is epoll: for comparison, and where its
    /// native library must not be loaded. Limits that only epoll knows are without effect then.
    ///
    /// @return this builder
    public HubServerBuilder portableTransport() {
        isPortable = true;
        return this;
    }

    /// Listens on every address and begins to serve.
    ///
    /// @return the running server
    /// @throws IllegalStateException if there is no address or no hub, or the limits do not go together
    /// @throws dev.spate.hub.HubException if an address cannot be listened on
    public HubServer start() {
        if (addresses.isEmpty()) {
            throw new IllegalStateException("listen: none (expected: at least one address)");
        }
        if (hubs.isEmpty()) {
            throw new IllegalStateException("hubs: none (expected: at least one)");
        }
        hubs.forEach((path, hub) -> {
            if (hub.limits().maxDataBytes() > limits.maxBodiesBytes()) {
                throw new IllegalStateException("maxBodiesBytes: " + limits.maxBodiesBytes()
                        + " (expected: at least the maxDataBytes of " + path + ", "
                        + hub.limits().maxDataBytes() + ")");
            }
        });
        return HubServer.start(this);
    }

    ServerLimits limits() {
        return limits;
    }

    Ticker ticker() {
        return ticker;
    }

    Router.Parts parts() {
        return new Router.Parts(hubs, cors, hosts, adminToken, isMetricsPublic, limits);
    }

    Listener.Settings settings() {
        return new Listener.Settings(addresses, loops, SystemClock.source(), isPortable);
    }
}
