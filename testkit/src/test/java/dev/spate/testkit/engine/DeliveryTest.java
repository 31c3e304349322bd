package dev.spate.testkit.engine;

import static dev.spate.testkit.engine.Room.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Authorizer;
import dev.spate.hub.Decision;
import dev.spate.hub.Framing;
import dev.spate.hub.Matcher;
import dev.spate.hub.Principal;
import dev.spate.hub.Publication;
import dev.spate.hub.Retention;
import dev.spate.hub.Signals;
import dev.spate.hub.StartAt;
import dev.spate.hub.Topic;
import dev.spate.testkit.RecordingSink;
import dev.spate.wire.Event;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private final Room room = new Room();

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void liveSubscriberGetsWhatItAskedForInOrder() {
        var sink = room.live("news", "prices/{symbol}");

        room.publish("news", "1");
        room.publish("prices/AAPL", "2");
        room.publish("sports", "not asked for");
        room.publish("news", "3");
        room.loop.runAll();

        assertThat(sink.data()).containsExactly("1", "2", "3");
    }

    @Test
    void streamOpensWithAJitteredRetryAndAComment() {
        var sink = room.live("news");

        assertThat(sink.retries())
                .singleElement()
                .satisfies(retry -> assertThat(retry).isBetween(1_500L, 4_500L));
        assertThat(sink.comments()).containsExactly("spate");
        assertThat(sink.text()).startsWith("retry: ");
    }

    @Test
    void eventCarriesItsPositionOrThePublishersOwnId() {
        var sink = room.live("news");

        var position = room.publish("news", "plain");
        room.publish(Publication.of("news", "own").withId("order-17"));
        room.loop.runAll();

        assertThat(sink.text())
                .contains("data: plain\nid: " + position + "\n\n")
                .contains("data: own\nid: order-17\n\n");
    }

    @Test
    void eventOfWhichSeveralTopicsMatchIsDeliveredOnce() {
        var sink = room.live("a", "b", "{x}", "*");

        room.publish(Publication.of(List.of(new Topic("a"), new Topic("b")), Event.of("once")));
        room.loop.runAll();

        assertThat(sink.data()).containsExactly("once");
    }

    @Test
    void typeAndKeyFiltersHoldLiveAndOnReplay() {
        var request = to("*").ofTypes("up", "message").withKeys("k");
        var live = room.subscribe(request);
        room.loop.runAll();

        room.publish(Publication.of("t", "yes").withType("up").withKey("k"));
        room.publish(Publication.of("t", "other type").withType("down").withKey("k"));
        room.publish(Publication.of("t", "other key").withType("up").withKey("l"));
        room.publish(Publication.of("t", "default type").withKey("k"));
        room.loop.runAll();
        var replayed = room.subscribe(request.from(new StartAt.Earliest()));
        room.loop.runAll();

        assertThat(live.data()).containsExactly("yes", "default type");
        assertThat(replayed.data()).containsExactly("yes", "default type");
    }

    @Test
    void everythingThatIsNewLeavesInOneWriteAndOneFlush() {
        var sink = room.live("news");
        long writes = sink.writes();
        long flushes = sink.flushes();

        for (int count = 0; count < 100; count++) {
            room.publish("news", "event " + count);
        }
        room.loop.runAll();

        assertThat(sink.data()).hasSize(100);
        assertThat(sink.writes() - writes).isEqualTo(1);
        assertThat(sink.flushes() - flushes).isEqualTo(1);
    }

    @Test
    void chunkedFramingMakesOneChunkOfABlock() {
        var sink = new RecordingSink(room.loop, Framing.CHUNKED, 65_536);
        room.subscribe(to("news"), sink);
        room.loop.runAll();

        room.publish("news", "line one\nline two");
        room.loop.runAll();

        assertThat(sink.data()).containsExactly("line one\nline two");
    }

    @Test
    void signalsAreSentAsFarAsTheyAreWanted() {
        var off = room.subscribe(to("news").withSignals(Signals.OFF));
        var on = room.subscribe(to("news").withSignals(Signals.ON));
        var all = room.subscribe(to("news").withSignals(Signals.ALL));
        room.loop.runAll();

        assertThat(off.signals()).isEmpty();
        assertThat(on.signals()).extracting(event -> event.type()).containsExactly("spate.position");
        assertThat(all.signals()).extracting(event -> event.type()).containsExactly("spate.open", "spate.position");
    }

    @Test
    void subscriberThatStartsNowHasAnIdToComeBackWithBeforeItsFirstEvent() {
        room.publish("news", "before");
        var sink = room.live("news");
        var id = sink.lastEventId();

        room.publish("news", "while it was away");
        var back = room.subscribe(to("news").after(id));
        room.loop.runAll();

        assertThat(id).startsWith("#");
        assertThat(back.data()).containsExactly("while it was away");
        assertThat(back.signals()).isEmpty();
    }

    @Nested
    class WhereTheLogForgetsAtOnce {
        @Test
        void whoIsLiveGetsWhatWasForgottenBeforeItsTurn() {
            try (var small = Room.retaining(5)) {
                var live = small.live("t");

                for (int count = 0; count < 50; count++) {
                    small.publish("t", "event " + count);
                }
                small.loop.runAll();

                assertThat(live.data()).hasSize(50);
                assertThat(live.signals()).hasSize(1);
            }
        }

        @Test
        void whoIsLiveGetsWhatIsTooLargeToBeRetained() {
            var retention = new Retention(Duration.ofHours(1), 65_536, 1_000);
            try (var small = new Room(builder -> builder.memoryLog(retention))) {
                var live = small.live("t");

                small.publish("t", "x".repeat(100_000));
                small.loop.runAll();

                assertThat(live.data()).containsExactly("x".repeat(100_000));
            }
        }
    }

    @Nested
    class WithGrants {
        private final Room guarded =
                new Room(builder -> builder.memoryLog(Room.AMPLE).authorizer(new Authorizer() {
                    @Override
                    public CompletionStage<Decision> mayPublish(Principal principal, List<Topic> topics) {
                        return CompletableFuture.completedStage(new Decision.Allowed(List.of()));
                    }

                    @Override
                    public CompletionStage<Decision> maySubscribe(Principal principal, List<Matcher> matchers) {
                        var grants = List.of(Matcher.parse("users/42/{+rest}"));
                        return CompletableFuture.supplyAsync(() -> new Decision.Allowed(grants));
                    }
                }));

        @AfterEach
        void close() {
            guarded.close();
        }

        @Test
        void privateEventReachesOnlyWhoseGrantsMatchLiveAndOnReplay() {
            var live = guarded.live("*");

            guarded.publish(Publication.of("users/42/inbox", "mine").asPrivate());
            guarded.publish(Publication.of("users/43/inbox", "not mine").asPrivate());
            guarded.publish(Publication.of("users/43/inbox", "public"));
            guarded.loop.runAll();
            var replayed = guarded.subscribe(to("*").from(new StartAt.Earliest()));
            guarded.loop.runAll();

            assertThat(live.data()).containsExactly("mine", "public");
            assertThat(replayed.data()).containsExactly("mine", "public");
        }
    }

    @Test
    void privateEventReachesNobodyWhereThereAreNoGrants() {
        var live = room.live("*");

        room.publish(Publication.of("t", "secret").asPrivate());
        room.loop.runAll();
        var replayed = room.subscribe(to("t").from(new StartAt.Earliest()));
        room.loop.runAll();

        assertThat(live.data()).isEmpty();
        assertThat(replayed.data()).isEmpty();
    }

    @Test
    void equalSubscriptionsShareOneBlock() {
        var sinks = Stream.generate(() -> room.live("news")).limit(50).toList();
        sinks.forEach(RecordingSink::stall);
        room.publish("news", "x".repeat(10_000));

        room.loop.runAll();

        assertThat(room.hub.stats().pinnedBytes()).isBetween(10_000L, 11_000L);
        assertThat(room.hub.stats().delivered()).isEqualTo(50);
    }
}
