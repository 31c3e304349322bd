package dev.spate.server;

import java.util.List;
import java.util.regex.Pattern;

/// Which foreign origins' pages may use the hubs from a browser. Thread-safe: immutable.
///
/// ```java
/// var cors = CorsPolicy.of("https://example.org", "http://localhost:3000");
/// ```
///
/// A listed origin may subscribe and publish, with credentials. With `*` every origin may, without credentials.
///
/// @param origins scheme, host and perhaps a port, as a browser writes it; or `*`; empty: none
public record CorsPolicy(List<String> origins) {
    private static final Pattern ORIGIN = Pattern.compile("[a-z][a-z0-9+.-]*://[^\\s/?#@,A-Z]+");
    private static final String ANY = "*";

    /// @throws IllegalArgumentException if something is neither an origin nor `*`
    public CorsPolicy {
        origins = List.copyOf(origins);
        for (String origin : origins) {
            if (!origin.equals(ANY) && !ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException("cors origin: \"" + origin
                        + "\" (expected: scheme://host or scheme://host:port in lower case without a path, or *)");
            }
        }
    }

    /// @return a policy that lets no foreign origin in
    public static CorsPolicy none() {
        return new CorsPolicy(List.of());
    }

    /// @param origins the origins to let in
    /// @return a policy that lets these in
    public static CorsPolicy of(String... origins) {
        return new CorsPolicy(List.of(origins));
    }

    /// @return whether nothing is let in, so that answers do not depend on the origin
    public boolean isNone() {
        return origins.isEmpty();
    }

    /// @param origin the value of an `Origin` field
    /// @return whether it is listed by name
    public boolean lists(String origin) {
        return origins.contains(origin) && !origin.equals(ANY);
    }

    /// @return whether every origin is let in
    public boolean isAny() {
        return origins.contains(ANY);
    }
}
