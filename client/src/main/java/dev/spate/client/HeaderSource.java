package dev.spate.client;

import java.io.IOException;
import java.util.Map;

/// Headers of the caller's own, such as `Authorization`. It is asked before every request, so that a token can be
/// fresh.
///
/// Called on the thread that makes the request; it may block.
@FunctionalInterface
public interface HeaderSource {

    /// The headers of the next request.
    ///
    /// @throws IOException if they cannot be had now: the attempt has failed, and is repeated like any other
    Map<String, String> headers() throws IOException;
}
