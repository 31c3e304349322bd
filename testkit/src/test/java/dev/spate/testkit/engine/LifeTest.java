package dev.spate.testkit.engine;

import static dev.spate.testkit.engine.Room.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.spate.hub.CloseReason;
import dev.spate.hub.Principal;
import dev.spate.hub.Publication;
import dev.spate.hub.PublishResult;
import dev.spate.hub.Signals;
import dev.spate.testkit.RecordingSink;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LifeTest {
    private final Room room = new Room();

    @AfterEach
    void close() {
        room.close();
    }

    @Nested
    class Heartbeats {
        @Test
        void commentIsSentAfterFifteenQuietSeconds() {
            var sink = room.live("t");

            room.pass(14);
            assertThat(sink.comments()).containsExactly("spate");
            room.pass(1);

            assertThat(sink.comments()).containsExactly("spate", "");
            room.pass(30);
            assertThat(sink.comments()).hasSize(4);
        }

        @Test
        void eventsStandInForThem() {
            var sink = room.live("t");

            for (int round = 0; round < 10; round++) {
                room.pass(10);
                room.publish("t", "x");
                room.loop.runAll();
            }

            assertThat(sink.comments()).containsExactly("spate");
        }

        @Test
        void subscriberMayAskForItsOwn() {
            var sink = room.subscribe(to("t").withHeartbeat(Duration.ofSeconds(5)));
            room.loop.runAll();

            room.pass(21);

            assertThat(sink.comments()).hasSize(5);
        }

        @Test
        void endWithTheSubscription() {
            var sink = room.live("t");

            sink.goAway();
            room.pass(60);

            assertThat(sink.comments()).hasSize(1);
            assertThat(room.hub.stats().subscriptions()).isZero();
        }
    }

    @Nested
    class QuietSubscribers {
        private final Room small = Room.retaining(100);

        @AfterEach
        void close() {
            small.close();
        }

        @Test
        void areMovedOnBeforeTheirLastIdIsForgotten() {
            var quiet = small.live("quiet");
            var idAtFirst = quiet.lastEventId();

            busyPeriods(20);

            assertThat(quiet.lastEventId()).isNotEqualTo(idAtFirst);
            var back = small.subscribe(to("{+any}").after(quiet.lastEventId()));
            small.loop.runAll();
            assertThat(back.signals()).isEmpty();
        }

        @Test
        void areLeftAloneWhereNobodyPublishes() {
            var quiet = small.live("quiet");

            small.pass(1_000);

            assertThat(quiet.signals()).hasSize(1);
        }

        private void busyPeriods(int count) {
            for (int period = 0; period < count; period++) {
                for (int index = 0; index < 30; index++) {
                    small.publish("busy", "x");
                }
                small.loop.runAll();
                small.pass(15);
            }
        }
    }

    @Nested
    class Closing {
        @Test
        void subscriberIsToldWhyAndWhenToComeBack() {
            var sink = room.live("t");

            sink.subscription().orElseThrow().close(CloseReason.REVOKED);
            room.loop.runAll();

            assertThat(sink.end()).isEqualTo(RecordingSink.End.CLOSED);
            assertThat(sink.signals().getLast().type()).isEqualTo("spate.close");
            assertThat(sink.signals().getLast().data())
                    .contains("\"reason\":\"revoked\"")
                    .contains("\"retry\":");
        }

        @Test
        void whoWantsNoSignalsIsClosedWithoutAWord() {
            var sink = room.subscribe(to("t").withSignals(Signals.OFF));
            room.loop.runAll();

            sink.subscription().orElseThrow().close(CloseReason.REVOKED);
            room.loop.runAll();

            assertThat(sink.end()).isEqualTo(RecordingSink.End.CLOSED);
            assertThat(sink.events()).isEmpty();
        }

        @Test
        void secondEndDoesNothing() {
            var sink = room.live("t");
            var subscription = sink.subscription().orElseThrow();

            subscription.close(CloseReason.REVOKED);
            room.loop.runAll();
            room.loop.run(subscription::onSinkClosed);
            room.loop.run(subscription::onWritable);
            subscription.close(CloseReason.DRAIN);
            room.loop.runAll();

            assertThat(sink.signals()).hasSize(2);
            assertThat(room.hub.stats().subscriptions()).isZero();
        }

        @Test
        void nothingIsDeliveredAfterwards() {
            var sink = room.live("t");
            room.publish("t", "already in the log");
            sink.subscription().orElseThrow().close(CloseReason.REVOKED);

            room.loop.runAll();
            room.publish("t", "later");
            room.loop.runAll();

            assertThat(sink.end()).isEqualTo(RecordingSink.End.CLOSED);
            assertThat(sink.data()).doesNotContain("later");
        }
    }

    @Nested
    class Idempotency {
        @Test
        void repeatIsAnsweredWithTheFirstPositionAndNotDelivered() {
            var sink = room.live("t");
            var publication = Publication.of("t", "once").withIdempotencyKey("k1");

            var id = room.publish(publication);
            var again =
                    Room.join(room.hub.publish(Principal.ANONYMOUS, publication).toCompletableFuture());
            room.loop.runAll();

            assertThat(again)
                    .isInstanceOfSatisfying(
                            PublishResult.Duplicate.class,
                            duplicate -> assertThat(duplicate.id()).isEqualTo(id));
            assertThat(sink.data()).containsExactly("once");
        }

        @Test
        void keysOfDifferentPrincipalsDoNotMeet() {
            var publication = Publication.of("t", "x").withIdempotencyKey("k1");
            room.publish(publication);

            var other = Room.join(
                    room.hub.publish(new Principal("bob"), publication).toCompletableFuture());

            assertThat(other).isInstanceOf(PublishResult.Accepted.class);
        }
    }

    @Test
    void attachingOffTheLoopOrTwiceIsAMistake() {
        var admission = room.admit(to("t"));
        var sink = new RecordingSink(room.loop);

        assertThatIllegalStateException().isThrownBy(() -> admission.attach(sink, room.loop));
        room.loop.run(() -> admission.attach(sink, room.loop));
        room.loop.run(() -> assertThatIllegalStateException()
                .isThrownBy(() -> admission.attach(sink, room.loop))
                .withMessage("admission: used (expected: to be attached once)"));
    }
}
