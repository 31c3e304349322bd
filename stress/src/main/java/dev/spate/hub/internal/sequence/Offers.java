package dev.spate.hub.internal.sequence;

import dev.spate.hub.Durability;
import dev.spate.hub.HubLimits;
import dev.spate.hub.HubListener;
import dev.spate.hub.Publication;
import dev.spate.hub.PublishResult;
import dev.spate.hub.spi.EventLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the publishers of these tests offer. Thread-safe: stateless.
final class Offers {
    /// Small queues, as there is one for each of millions of tries.
    static final HubLimits LIMITS =
            HubLimits.standard().with().maxQueuedPublications(4).build();

    private static final @Nullable PublishResult NONE = null;
    private static final Publication PUBLICATION = Publication.of("t", "x");

    private Offers() {}

    /// A sequencer that lives when its runner does. It keeps no time.
    static Sequencer sequencer(EventLog log, Runner runner) {
        var parts = new Sequencer.Parts(
                log, LIMITS, new HubListener() {}, () -> true, () -> 0, () -> Instant.EPOCH, () -> {});
        return new Sequencer(parts, runner);
    }

    /// @return whether a publisher was told that the log has its publication
    static boolean isAccepted(StageReply reply) {
        return reply.stage().toCompletableFuture().getNow(NONE) instanceof PublishResult.Accepted;
    }

    /// @return whether a publisher was told that it was not taken
    static boolean isRefused(StageReply reply) {
        return reply.stage().toCompletableFuture().getNow(NONE) instanceof PublishResult.Refused;
    }

    static Job answeredBy(Reply reply) {
        return new Job(PUBLICATION, ScopedKey.NONE, 0, 1, reply);
    }

    /// A publisher that keeps what it has to do at the end of its turn until it is told to.
    ///
    /// Owner: the actor that publishes.
    static final class Turn implements Reply {
        private final List<Runnable> tasks = new ArrayList<>(1);

        @Override
        public Durability after() {
            return Durability.MEMORY;
        }

        @Override
        public void now(PublishResult result) {}

        @Override
        public void atEndOfTurn(Runnable task) {
            tasks.add(task);
        }

        @Override
        public void later(PublishResult result, Outbox outbox) {}

        void end() {
            tasks.forEach(Runnable::run);
        }
    }
}
