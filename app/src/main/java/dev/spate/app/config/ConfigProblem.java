package dev.spate.app.config;

/// One thing that is wrong with a configuration. Thread-safe: immutable.
///
/// @param origin where
/// @param sentence what, in the form *what: offending value (expected: rule)*
public record ConfigProblem(Origin origin, String sentence) {
    /// The place and the sentence on one line.
    @Override
    public String toString() {
        return origin + ": " + sentence;
    }
}
