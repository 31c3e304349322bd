package dev.spate.hub.internal.sequence;

import dev.spate.hub.Publication;
import dev.spate.hub.spi.EntryCodec;
import java.nio.ByteBuffer;

/// What a publication says, in 64 bits: by them a repeat is told from another publication with the same idempotency
/// key. They can be had again from the entry. Thread-safe: stateless.
final class Body {
    private Body() {}

    /// The beginning of the SHA-256 of the entry that the publication would be at the beginning of time, without its
    /// idempotency key: topics, event, key and visibility, unambiguously.
    static long digest(Publication publication) {
        var entry = EntryCodec.encode(0, publication.withIdempotencyKey(""));
        return ByteBuffer.wrap(Sha256.of(entry)).getLong();
    }
}
