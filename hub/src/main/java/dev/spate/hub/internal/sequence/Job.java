package dev.spate.hub.internal.sequence;

import dev.spate.hub.Durability;
import dev.spate.hub.Publication;
import dev.spate.hub.PublishResult;

/// A publication that waits for the sequencer, and who waits for its answer. Thread-safe: immutable, the reply apart,
/// which looks after itself.
///
/// @param publication what is appended: its idempotency key is already what the log holds
/// @param key the idempotency key, of its principal
/// @param digest what the publication says; 0 where there is no key
/// @param bytes what it takes while it waits, roughly
/// @param reply who waits
public record Job(Publication publication, ScopedKey key, long digest, long bytes, Reply reply) {
    private static final int OVERHEAD_BYTES = 128;
    private static final int TOPIC_OVERHEAD_BYTES = 64;

    /// To be called on the publisher's thread: it does the hashing.
    ///
    /// @param publication what is to be appended
    /// @param principal the name that its idempotency key is scoped to
    /// @param dataBytes what the data of the publication takes
    /// @param reply who waits
    /// @return a job of the right size
    public static Job of(Publication publication, String principal, int dataBytes, Reply reply) {
        long bytes = bytes(publication, dataBytes);
        var key = ScopedKey.of(principal, publication.idempotencyKey());
        return key.isNone()
                ? new Job(publication, key, 0, bytes, reply)
                : new Job(publication.withIdempotencyKey(key.text()), key, Body.digest(publication), bytes, reply);
    }

    private static long bytes(Publication publication, int dataBytes) {
        long bytes = (long) OVERHEAD_BYTES + dataBytes;
        bytes += publication.key().length() + publication.idempotencyKey().length();
        bytes += publication.event().id().text().length()
                + publication.event().type().length();
        var topics = publication.topics();
        for (int index = 0; index < topics.size(); index++) {
            bytes += TOPIC_OVERHEAD_BYTES + topics.get(index).name().length();
        }
        return bytes;
    }

    boolean hasKey() {
        return !key.isNone();
    }

    Durability after() {
        return reply.after();
    }

    static PublishResult notReady() {
        return new PublishResult.Refused(PublishResult.Reason.OVERLOADED, "the log is not ready yet");
    }

    static PublishResult refused(PublishResult.Reason reason) {
        return new PublishResult.Refused(
                reason,
                switch (reason) {
                    case OVERLOADED -> "too many publications are waiting";
                    case CLOSING -> "the hub is closing";
                    case LOG_FAILED -> "the log could not take it";
                    case KEY_REUSED ->
                        "idempotency key: used before for another publication (expected: a key of its own, or the same"
                                + " publication)";
                    case DENIED, TOO_LARGE -> throw new AssertionError(reason);
                });
    }
}
