package dev.spate.hub.internal.sequence;

import dev.spate.hub.Position;
import dev.spate.hub.PublishResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The answers that wait until what they are about is on the disk, while the sequencer goes on with other batches:
/// the log is configured to answer earlier, and some publishers have asked for more. What is on the disk is there
/// with all that was appended before it, so they are given in their order.
///
/// Owner: the sequencer thread.
final class LateAnswers {
    private final ArrayDeque<Group> groups = new ArrayDeque<>();
    private int waiting;

    /// The answers of one batch, complete once it has been added.
    ///
    /// Owner: the sequencer thread.
    static final class Group {
        final CompletableFuture<List<Position>> durable;
        private final List<Reply> replies = new ArrayList<>();
        private final List<PublishResult> results = new ArrayList<>();

        /// @param durable completes, or fails, once they may be given
        Group(CompletableFuture<List<Position>> durable) {
            this.durable = durable;
        }

        void add(Reply reply, PublishResult result) {
            replies.add(reply);
            results.add(result);
        }

        int size() {
            return replies.size();
        }

        /// Tells everybody what was to be told.
        void give(Outbox outbox) {
            for (int index = 0; index < replies.size(); index++) {
                replies.get(index).later(results.get(index), outbox);
            }
        }

        /// Tells everybody something else.
        void give(PublishResult instead, Outbox outbox) {
            replies.forEach(reply -> reply.later(instead, outbox));
        }
    }

    void add(Group group) {
        if (group.size() > 0) {
            groups.add(group);
            waiting += group.size();
        }
    }

    /// @return how many answers wait
    int waiting() {
        return waiting;
    }

    /// @return whether the oldest may be given
    boolean isDue() {
        return !groups.isEmpty() && groups.getFirst().durable.isDone();
    }

    /// @return the oldest group, which does not wait here any more; there must be one
    Group remove() {
        var oldest = groups.removeFirst();
        waiting -= oldest.size();
        return oldest;
    }
}
