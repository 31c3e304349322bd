package dev.spate.app;

import dev.spate.app.config.Config;
import dev.spate.app.config.HubConfig;
import dev.spate.app.config.Secret;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/// What a person is told once the hub runs: where to look, and a line to try. Thread-safe: immutable.
///
/// @param config what runs
/// @param addresses where it listens, ports found
/// @param isOpenToThisMachine whether everything is allowed because nobody else gets here
/// @param token the admin's token as shown in the console's URL; not given: the URL comes without one
record Greeting(Config config, List<InetSocketAddress> addresses, boolean isOpenToThisMachine, Secret token) {
    private static final int MAX_HUBS = 6;

    Greeting {
        addresses = List.copyOf(addresses);
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("");
        if (isOpenToThisMachine) {
            lines.add("  Everybody on this machine may subscribe and publish, nobody else gets here.");
        }
        lines.add("  Console   " + console());
        config.hubs().stream().limit(MAX_HUBS).forEach(hub -> lines.add("  Hub       " + url(hub)));
        if (config.hubs().size() > MAX_HUBS) {
            lines.add("            and " + (config.hubs().size() - MAX_HUBS) + " more");
        }
        String topic = url(config.hubs().getFirst()) + "/news";
        lines.add("  Watch     curl -N " + topic);
        lines.add("  Publish   curl -d hello " + topic);
        return lines;
    }

    String console() {
        return origin() + "/" + (token.isGiven() ? "#token=" + token.text() : "");
    }

    private String url(HubConfig hub) {
        return origin() + hub.path();
    }

    String origin() {
        var address = addresses.getFirst();
        String host = address.getAddress().isAnyLocalAddress()
                ? "localhost"
                : address.getAddress().getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
