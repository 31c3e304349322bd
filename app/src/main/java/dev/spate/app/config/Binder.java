package dev.spate.app.config;

import dev.spate.hub.Retention;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Turns the settings into the records, and notes what is wrong with them. A wrong value is replaced by its
/// fallback, so that one pass finds everything.
///
/// Owner: the thread that loads the configuration.
final class Binder {
    private final Settings settings;
    private final List<EffectiveValue> effective = new ArrayList<>();
    private boolean loopbackOnly;

    Binder(Settings settings) {
        this.settings = settings;
    }

    LoadedConfig bind() {
        var listen = value(Keys.LISTEN, "");
        loopbackOnly = listen.stream().allMatch(ListenAddress::isLoopback);
        var config = new Config(
                listen,
                value(Keys.DATA, ""),
                settings.hubs().stream().map(this::hub).toList(),
                Math.toIntExact(value(Keys.LOOPS, "")),
                limits(),
                value(Keys.ORIGINS, ""),
                value(Keys.HOSTS, ""),
                value(Keys.METRICS, ""),
                value(Keys.ANONYMOUS, ""),
                value(Keys.ADMIN_TOKEN, ""),
                value(Keys.LOG_LEVEL, ""),
                value(Keys.LOG_FORMAT, ""));
        checkListen(config);
        checkPaths(config);
        settings.throwProblems();
        return new LoadedConfig(config, effective);
    }

    private HubConfig hub(String name) {
        return new HubConfig(
                name,
                value(Keys.HUB_PATH, name),
                value(Keys.HUB_LOG, name),
                new Retention(
                        value(Keys.RETENTION_AGE, name),
                        value(Keys.RETENTION_SIZE, name),
                        value(Keys.RETENTION_EVENTS, name)),
                value(Keys.WINDOW, name),
                value(Keys.HEARTBEAT, name),
                value(Keys.RETRY, name),
                value(Keys.UNKNOWN, name),
                value(Keys.SLOW_STALLED, name),
                value(Keys.IDEMPOTENCY_AGE, name),
                Math.toIntExact(value(Keys.IDEMPOTENCY_KEYS, name)));
    }

    private LimitsConfig limits() {
        return new LimitsConfig(
                Math.toIntExact(value(Keys.CONNECTIONS, "")),
                Math.toIntExact(value(Keys.PER_ADDRESS, "")),
                value(Keys.PINNED, ""),
                Math.toIntExact(value(Keys.DATA_BYTES, "")),
                Math.toIntExact(value(Keys.HEAD_BYTES, "")),
                value(Keys.DRAIN, ""),
                sockets());
    }

    private SocketLimits sockets() {
        var sockets = new SocketLimits(
                Math.toIntExact(value(Keys.SEND_BUFFER, "")),
                Math.toIntExact(value(Keys.NOT_SENT, "")),
                Math.toIntExact(value(Keys.WATER_LOW, "")),
                Math.toIntExact(value(Keys.WATER_HIGH, "")),
                value(Keys.USER_TIMEOUT, ""));
        if (sockets.lowWaterBytes() > sockets.highWaterBytes()) {
            settings.problem(
                    originOf("limits.water-low"),
                    "limits.water-low: " + Kinds.sizeText(sockets.lowWaterBytes())
                            + " (expected: at most limits.water-high, "
                            + Kinds.sizeText(sockets.highWaterBytes()) + ")");
        }
        return sockets;
    }

    private <T> T value(Key<T> key, String hub) {
        String path = key.pathIn(hub);
        Setting given = settings.given(path);
        Setting fallback = new Setting(fallback(key, hub), new Origin.Fallback());
        Setting setting = given == null ? fallback : given;
        effective.add(new EffectiveValue(path, shown(key, setting), key.kind().isList(), setting.origin()));
        try {
            return key.kind().read(setting.texts());
        } catch (IllegalArgumentException refused) {
            String offending = key.isSecret() ? Secret.MASK : refused.getMessage();
            settings.problem(
                    setting.origin(),
                    path + ": " + offending + " (expected: " + key.kind().rule() + ")");
            return key.kind().read(fallback.texts());
        }
    }

    private List<String> fallback(Key<?> key, String hub) {
        if (key.equals(Keys.PER_ADDRESS) && loopbackOnly) {
            return List.of("off");
        }
        return key.kind().isList() && key.fallback().isEmpty()
                ? List.of()
                : List.of(key.fallback().replace("{hub}", hub));
    }

    private static List<String> shown(Key<?> key, Setting setting) {
        return key.isSecret() && !setting.texts().equals(List.of("")) ? List.of(Secret.MASK) : setting.texts();
    }

    private void checkListen(Config config) {
        if (config.listen().isEmpty()) {
            settings.problem(originOf("listen"), "listen: no address (expected: at least one)");
        }
        var seen = new HashSet<ListenAddress>();
        for (ListenAddress address : config.listen()) {
            if (address.port() != 0 && !seen.add(address)) {
                settings.problem(originOf("listen"), "listen: " + address + " twice (expected: once)");
            }
        }
    }

    private void checkPaths(Config config) {
        for (HubConfig hub : config.hubs()) {
            for (HubConfig other : config.hubs()) {
                if (!hub.equals(other) && (other.path() + "/").startsWith(hub.path() + "/")) {
                    String path = "hubs." + other.name() + ".path";
                    settings.problem(
                            originOf(path),
                            path + ": " + other.path() + " (expected: outside of " + hub.path() + ", the path of "
                                    + hub.name() + ")");
                }
            }
        }
    }

    private Origin originOf(String path) {
        Setting given = settings.given(path);
        return given == null ? new Origin.Fallback() : given.origin();
    }
}
