package dev.spate.hub.internal.sequence;

import dev.spate.hub.Durability;
import dev.spate.hub.HubLimits;
import dev.spate.hub.Publication;
import dev.spate.hub.PublishResult;
import java.util.ArrayList;
import java.util.List;

/// What the publishers of these tests offer. Thread-safe: stateless.
final class Offers {
    /// Small queues, as there is one for each of millions of tries.
    static final HubLimits LIMITS =
            HubLimits.standard().with().maxQueuedPublications(4).build();

    private static final Publication PUBLICATION = Publication.of("t", "x");

    private Offers() {}

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
