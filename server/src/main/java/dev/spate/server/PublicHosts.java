package dev.spate.server;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The names that a server answers to: requests for any other `Host` are refused, so that no web page can reach it
/// by making a name of its own point at it. Thread-safe: immutable.
///
/// @param mode how names are judged
/// @param names host names without a port, in lower case; only with [Mode#LISTED]
public record PublicHosts(Mode mode, List<String> names) {
    private static final Pattern LOOPBACK_ADDRESS = Pattern.compile("127(\\.\\d{1,3}){3}");

    /// How names are judged.
    public enum Mode {
        /// Every name is answered to.
        ANY,
        /// Only names of the list are; browsers may publish only from the server's own origin, or one that the
        /// [CorsPolicy] lists.
        LISTED,
        /// Only names of the loopback are; browsers may publish as with [#LISTED]. It is what a server needs that
        /// lets everybody in because only this machine reaches it.
        LOOPBACK
    }

    /// @throws IllegalArgumentException if a name is empty or holds a port
    public PublicHosts {
        names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        if ((mode == Mode.LISTED) == names.isEmpty()) {
            throw new IllegalArgumentException("hosts: " + names + " (expected: names if and only if they are listed)");
        }
        for (String name : names) {
            if (name.isBlank() || !nameOf(name).equals(name)) {
                throw new IllegalArgumentException("hosts: \"" + name + "\" (expected: a host name without a port)");
            }
        }
    }

    /// @return every name
    public static PublicHosts any() {
        return new PublicHosts(Mode.ANY, List.of());
    }

    /// @param names host names without a port
    /// @return these names only
    public static PublicHosts listed(List<String> names) {
        return new PublicHosts(Mode.LISTED, names);
    }

    /// @return names of the loopback only
    public static PublicHosts loopback() {
        return new PublicHosts(Mode.LOOPBACK, List.of());
    }

    /// @param host the value of a `Host` field, perhaps with a port
    /// @return whether the server answers to it
    public boolean answersTo(String host) {
        String name = nameOf(host.toLowerCase(Locale.ROOT));
        return switch (mode) {
            case ANY -> true;
            case LISTED -> names.contains(name);
            case LOOPBACK -> isLoopback(name);
        };
    }

    private static String nameOf(String host) {
        if (host.startsWith("[")) {
            return host.substring(0, host.indexOf(']') + 1);
        }
        int colon = host.indexOf(':');
        return colon < 0 ? host : host.substring(0, colon);
    }

    private static boolean isLoopback(String name) {
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("[::1]")
                || LOOPBACK_ADDRESS.matcher(name).matches();
    }
}
