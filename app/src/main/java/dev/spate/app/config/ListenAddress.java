package dev.spate.app.config;

import java.net.InetAddress;
import java.util.regex.Pattern;

/// Where to listen: a host and a port. Thread-safe: immutable.
///
/// @param host a name or an IP address; empty for every address of the machine
/// @param port 0 to 65535; 0 lets the system choose
public record ListenAddress(String host, int port) {
    private static final Pattern TEXT = Pattern.compile("(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9.-]*):([0-9]{1,5})");

    static final Kind<ListenAddress> ONE =
            Kind.one("host:port, such as 127.0.0.1:8080 or [::1]:8080; :8080 for every address", ListenAddress::of);

    static ListenAddress of(String text) {
        var matcher = TEXT.matcher(text);
        Kinds.require(matcher.matches(), text);
        String host = matcher.group(1).replaceAll("[\\[\\]]", "");
        if (host.contains(":")) {
            InetAddress.ofLiteral(host);
        }
        int port = Integer.parseInt(matcher.group(2));
        Kinds.require(port <= 65_535, text);
        return new ListenAddress(host, port);
    }

    /// Whether only programs of this machine reach it. A name other than `localhost` counts as reachable by others:
    /// what it resolves to may change.
    ///
    /// @return whether it is a loopback address
    public boolean isLoopback() {
        if (host.equals("localhost")) {
            return true;
        }
        return isLiteral() && InetAddress.ofLiteral(host).isLoopbackAddress();
    }

    private boolean isLiteral() {
        return host.contains(":") || host.matches("[0-9]+(\\.[0-9]+){3}");
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
