package dev.spate.server.internal.http;

/// Is given the whole body of a request, or is told why it cannot be had. One of the methods is called, once,
/// unless the body never arrives completely: then neither is.
///
/// Owner: the connection's event loop.
public interface BodyReader {
    /// @param body every byte, as it came; it is the reader's now
    void onBody(byte[] body);

    /// @param problem why the body is not read; to be answered
    void onRefused(Problem problem);
}
