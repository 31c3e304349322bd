package dev.spate.hub;

/// Why a subscription ended. Thread-safe: immutable.
public enum CloseReason {
    /// The hub is being shut down; the client should come back, here or elsewhere.
    DRAIN("drain"),
    /// The permission ran out; the client should come back with a fresh one.
    EXPIRED("expired"),
    /// The connection reached its greatest age; the client should come back.
    MAX_AGE("max-age"),
    /// The permission was taken back.
    REVOKED("revoked"),
    /// The client took no bytes for too long, or too many bytes waited for it.
    SLOW("slow"),
    /// There is no room for this subscription now; the client should come back later.
    LIMIT("limit"),
    /// The client, or what carries it, went away by itself: nobody is left to be told.
    GONE("gone");

    private final String text;

    CloseReason(String text) {
        this.text = text;
    }

    /// The reason as it stands in the data of `spate.close`.
    ///
    /// @return lower case, words joined by hyphens
    public String text() {
        return text;
    }
}
