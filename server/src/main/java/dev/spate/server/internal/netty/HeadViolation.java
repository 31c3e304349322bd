package dev.spate.server.internal.netty;

import dev.spate.server.internal.http.Problem;

/// Comes out of the decoder in the place of a request whose head is refused: nothing else will. Thread-safe:
/// immutable.
///
/// @param problem why
record HeadViolation(Problem problem) {}
