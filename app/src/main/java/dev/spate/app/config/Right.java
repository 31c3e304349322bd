package dev.spate.app.config;

/// What somebody without a token may do.
public enum Right {
    /// Read events.
    SUBSCRIBE,
    /// Send events.
    PUBLISH
}
