package dev.spate.hub.internal.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.hub.AnswerOnLoop;
import dev.spate.hub.DeliveryLoop;
import dev.spate.hub.Durability;
import dev.spate.hub.PublishResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Outbox outbox = new Outbox();
    private final QueuedLoop loop = new QueuedLoop();
    private final List<PublishResult> told = new ArrayList<>();

    @Test
    void theAnswersForALoopComeInOneTaskInTheirOrder() {
        answer(loop, "a");
        answer(loop, "b");
        answer(loop, "c");
        outbox.send();

        assertThat(loop.tasks).hasSize(1);
        loop.runAll();
        assertThat(told).containsExactly(result("a"), result("b"), result("c"));
    }

    @Test
    void eachLoopGetsItsOwn() {
        var other = new QueuedLoop();
        answer(loop, "a");
        answer(other, "b");
        answer(loop, "c");
        outbox.send();

        loop.runAll();

        assertThat(told).containsExactly(result("a"), result("c"));
        assertThat(other.tasks).hasSize(1);
    }

    @Test
    void nothingIsSentTwice() {
        answer(loop, "a");
        outbox.send();
        outbox.send();

        assertThat(loop.tasks).hasSize(1);
    }

    @Test
    void aPublisherThatThrowsDoesNotKeepTheOthersFromBeingTold() {
        reply(loop, result -> {
                    throw new IllegalStateException("broken");
                })
                .later(result("a"), outbox);
        answer(loop, "b");
        outbox.send();

        assertThatThrownBy(loop::runAll).isInstanceOf(IllegalStateException.class);
        loop.runAll();

        assertThat(told).containsExactly(result("b"));
    }

    @Test
    void aLoopThatHasEndedKeepsNobodyElseFromBeingTold() {
        var ended = new QueuedLoop();
        ended.hasEnded = true;
        answer(ended, "a");
        answer(loop, "b");

        outbox.send();
        loop.runAll();

        assertThat(told).containsExactly(result("b"));
    }

    @Test
    void aPublisherIsToldTheFirstAnswerAlone() {
        var reply = reply(loop, told::add);
        reply.now(result("first"));
        reply.later(result("second"), outbox);
        outbox.send();

        loop.runAll();

        assertThat(told).containsExactly(result("first"));
    }

    private static LoopReply reply(DeliveryLoop loop, Consumer<PublishResult> then) {
        return new LoopReply(new AnswerOnLoop(loop, Durability.MEMORY, then));
    }

    private void answer(DeliveryLoop to, String detail) {
        reply(to, told::add).later(result(detail), outbox);
    }

    private static PublishResult result(String detail) {
        return new PublishResult.Refused(PublishResult.Reason.CLOSING, detail);
    }

    private static final class QueuedLoop implements DeliveryLoop {
        private final List<Runnable> tasks = new ArrayList<>();
        private boolean hasEnded;

        @Override
        public void execute(Runnable task) {
            if (hasEnded) {
                throw new RejectedExecutionException("ended");
            }
            tasks.add(task);
        }

        @Override
        public boolean inLoop() {
            return true;
        }

        @Override
        public Repetition every(Duration period, Runnable task) {
            return () -> {};
        }

        void runAll() {
            while (!tasks.isEmpty()) {
                tasks.removeFirst().run();
            }
        }
    }
}
