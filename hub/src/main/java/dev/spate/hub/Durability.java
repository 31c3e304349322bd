package dev.spate.hub;

/// How safe a publication is when its publisher is answered. Thread-safe: immutable.
public enum Durability {
    /// The log has it and will not lose it with its process, but a power cut may take it back.
    MEMORY,
    /// Nothing takes it back any more.
    DISK
}
