package dev.spate.server.internal.route;

import dev.spate.hub.Publication;
import dev.spate.server.internal.http.Problem;

/// One item of a batch, read. Thread-safe: immutable.
sealed interface Draft {
    /// It may be published.
    record Ready(Publication publication) implements Draft {}

    /// It cannot be published; the items around it can.
    record Flawed(Problem problem) implements Draft {}
}
