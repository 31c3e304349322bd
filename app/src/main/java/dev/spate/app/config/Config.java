package dev.spate.app.config;

import java.nio.file.Path;
import java.util.List;

/// Everything that `spate serve` is told, complete and checked. Thread-safe: immutable.
///
/// @param listen where to listen, at least one
/// @param data the directory of what has to survive a restart
/// @param hubs the hubs, at least one, with paths that do not overlap
/// @param loops how many event loops serve connections
/// @param limits the bounds of the process
/// @param origins the web origins that may use the hub from a browser, beside its own
/// @param hosts the names that the hub answers to; empty: any
/// @param metrics who may read the metrics
/// @param anonymous what those without a token may do
/// @param adminToken the admin's token; not given: made at the first start
/// @param logLevel how much the program says of itself
/// @param logFormat how it says it
public record Config(
        List<ListenAddress> listen,
        Path data,
        List<HubConfig> hubs,
        int loops,
        LimitsConfig limits,
        List<String> origins,
        List<String> hosts,
        MetricsAccess metrics,
        Anonymous anonymous,
        Secret adminToken,
        LogLevel logLevel,
        LogFormat logFormat) {
    public Config {
        listen = List.copyOf(listen);
        hubs = List.copyOf(hubs);
        origins = List.copyOf(origins);
        hosts = List.copyOf(hosts);
    }

    /// @return whether nobody but programs of this machine reaches the hub
    public boolean isLoopbackOnly() {
        return listen.stream().allMatch(ListenAddress::isLoopback);
    }
}
