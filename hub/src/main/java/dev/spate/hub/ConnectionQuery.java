package dev.spate.hub;

import java.util.regex.Pattern;

/// Asks for the subscriptions of a hub, page by page, the slowest first. Thread-safe: immutable.
///
/// @param limit the most of the page, 1 to [#MAX_LIMIT]
/// @param after the `next` of the page before; empty for the first
public record ConnectionQuery(int limit, String after) {
    /// The most subscriptions of a page.
    public static final int MAX_LIMIT = 1_000;

    private static final Pattern AFTER = Pattern.compile("(0|[1-9][0-9]{0,17})\\.[A-Za-z0-9_-]{21}[AQgw]|");

    /// @throws IllegalArgumentException naming what is out of range
    public ConnectionQuery {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit: " + limit + " (expected: 1 to " + MAX_LIMIT + ")");
        }
        if (!AFTER.matcher(after).matches()) {
            throw new IllegalArgumentException("after: " + after + " (expected: the next of the page before)");
        }
    }

    /// @param limit the most of the page, 1 to [#MAX_LIMIT]
    /// @return a query for the first page
    public static ConnectionQuery first(int limit) {
        return new ConnectionQuery(limit, "");
    }
}
