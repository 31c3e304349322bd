package dev.spate.client;

import java.time.Duration;

/// What a server said to a request for a stream. Thread-safe: immutable.
sealed interface Answer {

    /// Here it is.
    ///
    /// @param body the stream; to be read or cancelled
    record Streaming(StreamBody body) implements Answer {}

    /// Not now.
    ///
    /// @param retryAfter when it asks to be asked again; zero if it did not say
    record Busy(Problem problem, Duration retryAfter) implements Answer {}

    /// No.
    record Refused(Problem problem) implements Answer {}
}
