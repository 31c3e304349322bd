package dev.spate.client;

import java.io.IOException;
import java.time.Duration;

/// What became of one attempt to publish. Thread-safe: immutable.
sealed interface Reply {

    /// The hub has answered.
    record Answered(Response response) implements Reply {}

    /// It could not be reached, or cannot do it now.
    ///
    /// @param why what happened
    /// @param retryAfter when it asks to be asked again; zero if it did not say
    record NotNow(IOException why, Duration retryAfter) implements Reply {}
}
