package dev.spate.hub;

/// Who publishes or subscribes. Thread-safe: immutable.
///
/// @param name a stable name, unique among those who use the hub; empty for the anonymous principal
public record Principal(String name) {
    /// Somebody of whom nothing is known.
    public static final Principal ANONYMOUS = new Principal("");
}
