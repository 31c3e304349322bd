package dev.spate.client;

/// A publication on its way. Thread-safe: immutable, and nobody writes into the array.
final class FeedLine {

    private final Publication publication;
    private final byte[] json;

    /// @param json what is sent: a line of NDJSON with its end; not copied
    FeedLine(Publication publication, byte[] json) {
        this.publication = publication;
        this.json = json;
    }

    Publication publication() {
        return publication;
    }

    byte[] json() {
        return json;
    }
}
