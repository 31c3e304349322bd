package dev.spate.testkit.engine;

import static dev.spate.testkit.engine.Room.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.spate.hub.CloseReason;
import dev.spate.hub.HubLimits;
import dev.spate.hub.StartAt;
import dev.spate.hub.Subscription;
import dev.spate.testkit.RecordingSink;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Sinks that do not keep their contract, or end in the midst of a call: they go, are counted out, pin nothing, and
/// nobody else on their loop suffers.
class BrokenSinkTest {
    private final Room room = new Room();
    private final ScriptedSink broken = new ScriptedSink();

    @AfterEach
    void close() {
        room.close();
    }

    @Nested
    class ThatThrows {
        @Test
        void whenItIsWrittenToIsGivenUpAndTheOthersAreServed() {
            var before = room.live("t");
            attach();
            var after = room.live("t");

            broken.onWrite = ScriptedSink::fail;
            room.publish("t", "hello");
            room.loop.runAll();

            assertThat(before.data()).containsExactly("hello");
            assertThat(after.data()).containsExactly("hello");
            assertItIsGone(2);
        }

        @Test
        void atItsOpeningIsCountedOutAgain() {
            broken.onWrite = ScriptedSink::fail;

            attach();
            room.pass(20);

            assertItIsGone(0);
        }

        @Test
        void whenAskedForItsFramingIsNotCountedIn() {
            broken.onFraming = ScriptedSink::fail;

            assertThatIllegalStateException().isThrownBy(BrokenSinkTest.this::attach);

            assertItIsGone(0);
        }

        @Test
        void atAHeartbeatLeavesTheHeartbeatsOfOthersAlone() {
            var before = room.live("t");
            attach();
            var after = room.live("t");
            broken.onWrite = ScriptedSink::fail;

            room.pass(15);

            assertThat(before.comments()).hasSize(2);
            assertThat(after.comments()).hasSize(2);
            assertItIsGone(2);
        }

        @Test
        void whenTheLogsPageIsWrittenIsGivenUp() {
            try (var small = outOfTheWindow()) {
                small.loop.run(
                        () -> small.admit(to("t").from(new StartAt.Earliest())).attach(broken, small.loop));
                broken.onFlush = () -> broken.onWrite = ScriptedSink::fail;
                small.loop.runAll();

                assertThat(broken.isAborted).isTrue();
                assertThat(small.hub.stats().subscriptions()).isZero();
                assertThat(small.hub.stats().pinnedBytes()).isZero();
            }
        }

        @Test
        void whileItFallsBehindWithAllOthersCostsThemNothing() {
            try (var small = new Room(builder -> builder.memoryLog(Room.AMPLE)
                    .limits(HubLimits.standard().with().maxWindowBytes(65_536).build()))) {
                var before = small.live("t");
                small.loop.run(() -> small.admit(to("t")).attach(broken, small.loop));
                var after = small.live("t");
                broken.onIsWritable = ScriptedSink::fail;
                for (int index = 0; index < 100; index++) {
                    small.publish("t", index + " " + "x".repeat(2_000));
                }
                small.loop.runAll();

                assertThat(before.data()).hasSize(100);
                assertThat(after.data()).hasSize(100);
                assertThat(broken.isAborted).isTrue();
            }
        }

        @Test
        void whenAskedHowMuchIsPendingHoldsUpNoTick() {
            attach();
            broken.isWritable = false;
            room.publish("t", "x");
            room.loop.runAll();
            var other = room.live("other");

            broken.onPendingBytes = ScriptedSink::fail;
            room.pass(15);

            assertThat(other.comments()).hasSize(2);
            assertItIsGone(1);
        }

        @Test
        void whenClosedByTheHubIsCountedOutAndTheOthersAreClosedToo() {
            attach();
            var other = room.live("t");
            broken.onClose = ScriptedSink::fail;

            var drained = room.hub.drain(Duration.ofSeconds(60)).toCompletableFuture();
            room.runUntil(drained::isDone);

            assertThat(other.end()).isEqualTo(RecordingSink.End.CLOSED);
            assertItIsGone(0);
        }

        @Test
        void whenCutOffIsCountedOutAndTheOthersAreCutOffToo() {
            attach();
            var other = room.live("t");
            broken.onAbort = ScriptedSink::fail;

            room.hub.close();
            room.loop.runAll();

            assertThat(other.end()).isEqualTo(RecordingSink.End.ABORTED);
            assertThat(room.hub.stats().subscriptions()).isZero();
        }

        @Test
        void whenClosedByItsOwnerThrowsNothingAtTheOwner() {
            var subscription = attach();
            broken.onWrite = ScriptedSink::fail;

            room.loop.run(() -> subscription.close(CloseReason.REVOKED));

            assertItIsGone(0);
        }
    }

    @Nested
    class ThatEndsInTheMidstOfACall {
        private final AtomicReference<Subscription> subscription = new AtomicReference<>();

        @Test
        void isNotLiveAfterwards() {
            subscription.set(attach());
            room.loop.runAll();
            room.publish("t", "one");
            broken.onWrite = () -> subscription.get().onSinkClosed();
            room.loop.runAll();
            var written = broken.text();

            room.publish("t", "two");
            room.pass(20);

            assertThat(broken.text()).isEqualTo(written);
            assertThat(room.hub.stats().subscriptions()).isZero();
        }

        @Test
        void whileCatchingUpIsNotLiveAfterwards() {
            room.publish("t", "one");
            broken.onWrite = () -> {
                if (subscription.get() != null) {
                    subscription.get().onSinkClosed();
                }
            };
            subscription.set(room.loop.call(
                    () -> room.admit(to("t").from(new StartAt.Earliest())).attach(broken, room.loop)));
            room.loop.runAll();
            var written = broken.text();

            room.publish("t", "two");
            room.pass(20);

            assertThat(broken.text()).isEqualTo(written);
            assertThat(room.hub.stats().subscriptions()).isZero();
        }

        @Test
        void ofItsFarewellIsCountedOutOnce() {
            subscription.set(attach());
            room.live("t");
            broken.onWrite = () -> subscription.get().onSinkClosed();

            room.loop.run(() -> subscription.get().close(CloseReason.REVOKED));

            assertThat(broken.isClosed).isFalse();
            assertThat(room.hub.stats().subscriptions()).isEqualTo(1);
        }

        @Test
        void ofBeingToldItsPositionIsNotLiveAfterwards() {
            subscription.set(attachOnly());
            broken.onFlush = () -> subscription.get().onSinkClosed();
            room.loop.runAll();

            room.publish("t", "two");
            room.pass(20);

            assertThat(broken.text()).doesNotContain("two");
            assertThat(room.hub.stats().subscriptions()).isZero();
        }
    }

    private Subscription attach() {
        var subscription = attachOnly();
        room.loop.runAll();
        return subscription;
    }

    private Subscription attachOnly() {
        return room.loop.call(() -> room.admit(to("t")).attach(broken, room.loop));
    }

    private void assertItIsGone(int left) {
        assertThat(broken.isAborted || broken.isClosed || broken.text().isEmpty())
                .isTrue();
        assertThat(room.hub.stats().subscriptions()).isEqualTo(left);
        assertThat(room.hub.stats().pinnedBytes()).isZero();
    }

    /// A room in which the beginning of the log is not in the window any more.
    private static Room outOfTheWindow() {
        var small = new Room(builder -> builder.memoryLog(Room.AMPLE)
                .limits(HubLimits.standard().with().maxWindowBytes(65_536).build()));
        for (int index = 0; index < 200; index++) {
            small.publish("t", "x".repeat(1_000));
        }
        return small;
    }
}
