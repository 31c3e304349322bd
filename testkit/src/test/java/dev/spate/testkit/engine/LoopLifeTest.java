package dev.spate.testkit.engine;

import static dev.spate.testkit.engine.Room.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.HubLimits;
import dev.spate.hub.PublishResult;
import dev.spate.testkit.ManualLoop;
import dev.spate.testkit.RecordingSink;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Loops come and go: what the hub keeps for one goes with it.
class LoopLifeTest {
    private final Room room = new Room(builder -> builder.memoryLog(Room.AMPLE)
            .limits(HubLimits.standard().with().maxLoopBehindBytes(4_096).build()));
    private final ManualLoop other = new ManualLoop();

    @AfterEach
    void close() {
        room.close();
    }

    @Nested
    class LoopThatHasEnded {
        private final RecordingSink sink = new RecordingSink(other);

        @Test
        void leavesNothingBehindOnceThatIsNoticed() {
            room.subscribe(to("t"), sink, other);
            room.subscribe(to("t"), new RecordingSink(other), other);
            other.runAll();
            sink.stall();
            other.runAll();
            room.publish("t", "x".repeat(1_000));
            other.runAll();
            assertThat(room.hub.stats().pinnedBytes()).isPositive();

            other.shutDown();
            room.publish("t", "noticed by this");

            assertThat(room.hub.stats().subscriptions()).isZero();
            assertThat(room.hub.stats().pinnedBytes()).isZero();
        }

        @Test
        void isCountedOutOnceThoughItsLastTasksEndTheSubscription() {
            room.subscribe(to("t"), sink, other);
            other.runAll();
            var here = room.live("t");
            other.shutDown();
            room.publish("t", "x");
            room.loop.runAll();

            assertThat(room.hub.stats().subscriptions()).isEqualTo(1);
            other.run(() -> sink.subscription().orElseThrow().onSinkClosed());

            assertThat(room.hub.stats().subscriptions()).isEqualTo(1);
            assertThat(here.data()).containsExactly("x");
        }

        @Test
        void holdsNoPublisherUpThoughItEndedWithATurnInItsQueue() {
            room.subscribe(to("t"), sink, other);
            other.shutDown();
            room.ticker.advance(Duration.ofSeconds(2));

            for (int index = 0; index < 5; index++) {
                room.publish("t", "x".repeat(4_096));
            }

            assertThat(room.published).hasSize(5);
        }
    }

    @Nested
    class LoopOnWhichNobodyIsLeft {
        @Test
        void isNotWokenAnyMore() {
            leave();

            room.publish("t", "for nobody");

            assertThat(room.loop.waiting()).isZero();
        }

        @Test
        void holdsNoPublisherUp() {
            leave();

            for (int index = 0; index < 5; index++) {
                room.publish("t", "x".repeat(4_096));
            }

            assertThat(room.published).hasSize(5);
        }

        @Test
        void servesWhoComesLater() {
            leave();
            room.publish("t", "for nobody");

            var later = room.live("t");
            room.publish("t", "hello");
            room.loop.runAll();
            room.pass(15);

            assertThat(later.data()).containsExactly("hello");
            assertThat(later.comments()).hasSize(2);
        }

        private void leave() {
            room.live("t").goAway();
            room.pass(2);
        }
    }

    @Test
    void publishersWaitForALoopThatDoesNotRun() {
        room.live("t");
        room.publish("t", "x".repeat(4_096));

        var waiting = room.offer("t", "x".repeat(4_096));
        assertThat(waiting).isNotDone();
        room.runUntil(waiting::isDone);

        assertThat(waiting.join()).isInstanceOf(PublishResult.Accepted.class);
    }
}
