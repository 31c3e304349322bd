package dev.spate.app;

/// What `spate publish` writes of what it does. Thread-safe: immutable.
///
/// @param isCounted whether a count is kept up to date on standard error
record PublishOutput(Results results, boolean isCounted) {

    /// What is written to standard output for each publication.
    enum Results {
        IDS,
        JSON,
        NONE
    }
}
