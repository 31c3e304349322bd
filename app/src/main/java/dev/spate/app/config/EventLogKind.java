package dev.spate.app.config;

/// Where a hub's log lives.
public enum EventLogKind {
    /// In the memory of this process: it ends with it.
    MEMORY
}
