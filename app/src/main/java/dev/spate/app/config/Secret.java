package dev.spate.app.config;

/// A text that is never shown: printing it gives stars. Thread-safe: immutable.
///
/// @param text the secret itself; empty where none was given
public record Secret(String text) {
    /// No secret.
    public static final Secret NONE = new Secret("");

    static final String MASK = "***";

    /// @return whether a secret was given
    public boolean isGiven() {
        return !text.isEmpty();
    }

    @Override
    public String toString() {
        return MASK;
    }
}
