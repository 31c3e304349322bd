package dev.spate.hub.internal.sequence;

import dev.spate.hub.Publication;
import dev.spate.hub.PublishResult;

/// A publication that waits for the sequencer, and who waits for its answer. Thread-safe: immutable, the reply apart,
/// which looks after itself.
///
/// @param principal the name that its idempotency key is scoped to
/// @param bytes what it takes while it waits, roughly
/// @param reply who waits
public record Job(Publication publication, String principal, long bytes, Reply reply) {
    private static final int OVERHEAD_BYTES = 128;
    private static final int TOPIC_OVERHEAD_BYTES = 64;

    /// @param publication what is to be appended
    /// @param principal the name that its idempotency key is scoped to
    /// @param dataBytes what the data of the publication takes
    /// @param reply who waits
    /// @return a job of the right size
    public static Job of(Publication publication, String principal, int dataBytes, Reply reply) {
        long bytes = (long) OVERHEAD_BYTES + dataBytes;
        bytes += publication.key().length() + publication.idempotencyKey().length();
        bytes += publication.event().id().text().length()
                + publication.event().type().length();
        var topics = publication.topics();
        for (int index = 0; index < topics.size(); index++) {
            bytes += TOPIC_OVERHEAD_BYTES + topics.get(index).name().length();
        }
        return new Job(publication, principal, bytes, reply);
    }

    boolean hasKey() {
        return !publication.idempotencyKey().isEmpty();
    }

    IdempotencyWindow.Key key() {
        return new IdempotencyWindow.Key(principal, publication.idempotencyKey());
    }

    static PublishResult refused(PublishResult.Reason reason) {
        return new PublishResult.Refused(
                reason,
                switch (reason) {
                    case OVERLOADED -> "too many publications are waiting";
                    case CLOSING -> "the hub is closing";
                    case LOG_FAILED -> "the log could not take it";
                    case DENIED, TOO_LARGE -> throw new AssertionError(reason);
                });
    }
}
