package dev.spate.client;

/// Why a source has ended for good by itself.
///
/// Thread-safe: immutable.
public sealed interface Closing {

    /// A short sentence for people.
    String message();

    /// The server's answer is none that a stream could follow, and asking again is of no use: any status but 200
    /// (and but those of [Interruption.Busy]), another content type, a redirect that leads nowhere.
    ///
    /// @param problem what the server said, or what was wrong with it
    record Refused(Problem problem) implements Closing {
        @Override
        public String message() {
            return problem.toString();
        }
    }

    /// The listener or the header source threw, or the stream went beyond the parser's limits.
    ///
    /// @param cause what was thrown
    record Failed(Throwable cause) implements Closing {
        @Override
        public String message() {
            return Failures.describe(cause);
        }
    }
}
