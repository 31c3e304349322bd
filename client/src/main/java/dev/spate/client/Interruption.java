package dev.spate.client;

import java.io.IOException;
import java.time.Duration;

/// Why a stream is not there at the moment. The source comes back by itself.
///
/// Thread-safe: immutable.
public sealed interface Interruption {

    /// A short sentence for people.
    String message();

    /// The server ended the stream.
    record Ended() implements Interruption {
        @Override
        public String message() {
            return "the server ended the stream";
        }
    }

    /// The connection broke while the stream was open.
    ///
    /// @param cause what happened
    record Cut(IOException cause) implements Interruption {
        @Override
        public String message() {
            return "the connection broke: " + Failures.describe(cause);
        }
    }

    /// Nothing came for longer than the idle timeout, not even a comment.
    ///
    /// @param idle the timeout
    record Silent(Duration idle) implements Interruption {
        @Override
        public String message() {
            return "nothing came for " + idle.toSeconds() + " s";
        }
    }

    /// The server could not be reached, or did not answer.
    ///
    /// @param cause what happened
    record Unreachable(IOException cause) implements Interruption {
        @Override
        public String message() {
            return Failures.describe(cause);
        }
    }

    /// The server said that it cannot serve the stream now: status 429, 502, 503 or 504.
    ///
    /// @param problem what it said
    record Busy(Problem problem) implements Interruption {
        @Override
        public String message() {
            return problem.toString();
        }
    }
}
