package dev.spate.hub;

import java.util.List;

/// The answer of an [Authorizer]. Thread-safe: immutable.
public sealed interface Decision {
    /// Yes. For a subscription, private events reach it as far as its grants match one of their topics.
    ///
    /// @param grants what of the private events may be seen; empty: none of them
    record Allowed(List<Matcher> grants) implements Decision {
        public Allowed {
            grants = List.copyOf(grants);
        }
    }

    /// No.
    ///
    /// @param reason a sentence that may be shown to whoever asked
    record Denied(String reason) implements Decision {}
}
