package dev.spate.hub;

/// Asks for the topics of what a hub's log retains, page by page, by ascending name. Thread-safe: immutable.
///
/// @param limit the most of the page, 1 to [#MAX_LIMIT]
/// @param after the `next` of the page before; empty for the first
public record TopicQuery(int limit, String after) {
    /// The most topics of a page.
    public static final int MAX_LIMIT = 1_000;

    /// @throws IllegalArgumentException naming what is out of range
    public TopicQuery {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit: " + limit + " (expected: 1 to " + MAX_LIMIT + ")");
        }
        if (!after.isEmpty()) {
            Text.requireClean("after", after, Topic.MAX_BYTES);
        }
    }
}
