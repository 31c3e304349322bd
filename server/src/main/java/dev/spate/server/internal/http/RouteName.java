package dev.spate.server.internal.http;

/// What a request was for, as it is counted. Thread-safe: immutable.
public enum RouteName {
    SUBSCRIBE,
    PUBLISH,
    OPERATIONS,
    PAGE,
    /// Everything else, malformed requests among them.
    OTHER
}
