package dev.spate.app.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// Turns the settings into the records, and notes what is wrong with them.
///
/// Owner: the thread that loads the configuration.
final class Binder {
    private final Settings settings;
    private final Values values;
    private Fallbacks fallbacks = Fallbacks.OWN;

    Binder(Settings settings) {
        this.settings = settings;
        this.values = new Values(settings);
    }

    LoadedConfig bind() {
        var listen = value(Keys.LISTEN);
        if (listen.stream().allMatch(ListenAddress::isLoopback)) {
            fallbacks = fallbacks.with(Keys.PER_ADDRESS, "off");
        }
        Path data = value(Keys.DATA);
        var config = new Config(
                listen,
                data,
                hubs(fallbacks.naming("data", data.toString())),
                Math.toIntExact(value(Keys.LOOPS)),
                limits(),
                value(Keys.ORIGINS),
                value(Keys.HOSTS),
                value(Keys.METRICS),
                value(Keys.ANONYMOUS),
                value(Keys.ADMIN_TOKEN),
                value(Keys.LOG_LEVEL),
                value(Keys.LOG_FORMAT));
        checkListen(config);
        checkPaths(config);
        checkDirectories(config);
        settings.throwProblems();
        return new LoadedConfig(config, values.effective());
    }

    private List<HubConfig> hubs(Fallbacks ofHubs) {
        return settings.hubs().stream()
                .map(name -> new HubBinder(values, name, ofHubs).bind())
                .toList();
    }

    private LimitsConfig limits() {
        return new LimitsConfig(
                Math.toIntExact(value(Keys.CONNECTIONS)),
                Math.toIntExact(value(Keys.PER_ADDRESS)),
                value(Keys.PINNED),
                Math.toIntExact(value(Keys.DATA_BYTES)),
                Math.toIntExact(value(Keys.HEAD_BYTES)),
                value(Keys.DRAIN),
                sockets());
    }

    private SocketLimits sockets() {
        var sockets = new SocketLimits(
                Math.toIntExact(value(Keys.SEND_BUFFER)),
                Math.toIntExact(value(Keys.NOT_SENT)),
                Math.toIntExact(value(Keys.WATER_LOW)),
                Math.toIntExact(value(Keys.WATER_HIGH)),
                value(Keys.USER_TIMEOUT));
        if (sockets.lowWaterBytes() > sockets.highWaterBytes()) {
            values.problem(
                    "limits.water-low",
                    Kinds.sizeText(sockets.lowWaterBytes())
                            + " (expected: at most limits.water-high, "
                            + Kinds.sizeText(sockets.highWaterBytes()) + ")");
        }
        return sockets;
    }

    private <T> T value(Key<T> key) {
        return values.read(key, key.path(), fallbacks);
    }

    private void checkListen(Config config) {
        if (config.listen().isEmpty()) {
            values.problem("listen", "no address (expected: at least one)");
        }
        var seen = new HashSet<ListenAddress>();
        for (ListenAddress address : config.listen()) {
            if (address.port() != 0 && !seen.add(address)) {
                values.problem("listen", address + " twice (expected: once)");
            }
        }
    }

    private void checkPaths(Config config) {
        for (HubConfig hub : config.hubs()) {
            for (HubConfig other : config.hubs()) {
                if (!hub.equals(other) && (other.path() + "/").startsWith(hub.path() + "/")) {
                    values.problem(
                            Keys.HUB_PATH.pathIn(other.name()),
                            other.path() + " (expected: outside of " + hub.path() + ", the path of " + hub.name()
                                    + ")");
                }
            }
        }
    }

    private void checkDirectories(Config config) {
        Map<Path, String> owners = new HashMap<>();
        for (HubConfig hub : config.hubs()) {
            if (hub.log() instanceof LogPlace.Files files) {
                String owner =
                        owners.putIfAbsent(files.directory().toAbsolutePath().normalize(), hub.name());
                if (owner != null) {
                    values.problem(
                            Keys.HUB_LOG.pathIn(hub.name()),
                            "file:" + files.directory() + " (expected: another directory, this one is that of " + owner
                                    + ")");
                }
            }
        }
    }
}
