package dev.spate.server.internal.http;

/// The versions of HTTP that are spoken here. Thread-safe: immutable.
public enum HttpVersion {
    /// One request a connection unless asked otherwise, no chunked coding, no `Host` needed.
    HTTP_1_0,
    HTTP_1_1
}
