package dev.spate.hub;

/// Which signals (events whose type begins with `spate.`) a subscription is sent. Thread-safe: immutable.
public enum Signals {
    /// None.
    OFF,
    /// What a subscriber needs to know that it has everything: `spate.gap`, `spate.position`, `spate.close`.
    ON,
    /// Also `spate.open`, `spate.lag` and `spate.conflated`.
    ALL
}
