package dev.spate.app.config;

/// Who may read the metrics.
public enum MetricsAccess {
    /// Whoever has the admin token.
    ADMIN,
    /// Everybody.
    PUBLIC
}
