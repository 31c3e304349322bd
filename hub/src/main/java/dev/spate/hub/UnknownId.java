package dev.spate.hub;

/// Where a stream goes on after a last id that is unknown, expired, or of an epoch that no longer holds.
/// Thread-safe.
public enum UnknownId {
    /// With the oldest retained entry.
    EARLIEST,
    /// With what is published from now on.
    NOW
}
