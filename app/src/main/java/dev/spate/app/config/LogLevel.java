package dev.spate.app.config;

/// How much the program says of itself: the lines of this level and of those before it.
public enum LogLevel {
    /// Somebody must act.
    ERROR,
    /// Degraded, but coping.
    WARN,
    /// The life cycle.
    INFO,
    /// What happens to each connection.
    DEBUG,
    /// Everything.
    TRACE
}
