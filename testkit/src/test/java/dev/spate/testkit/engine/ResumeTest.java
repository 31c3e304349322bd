package dev.spate.testkit.engine;

import static dev.spate.testkit.engine.Room.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Framing;
import dev.spate.hub.HubLimits;
import dev.spate.hub.Position;
import dev.spate.hub.Principal;
import dev.spate.hub.Publication;
import dev.spate.hub.Retention;
import dev.spate.hub.Signals;
import dev.spate.hub.StartAt;
import dev.spate.hub.SubscribeRequest;
import dev.spate.hub.UnknownId;
import dev.spate.testkit.RecordingSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeTest {
    private final Room room = new Room();
    private final List<String> ids = new ArrayList<>();

    @BeforeEach
    void publishTen() {
        for (int number = 1; number <= 10; number++) {
            ids.add(room.publish("news", "event " + number));
        }
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void goesOnAfterAPosition() {
        assertThat(resumed(ids.get(6)).data()).containsExactly("event 8", "event 9", "event 10");
    }

    @Test
    void goesOnAfterAPositionThatLostItsHash() {
        assertThat(resumed(ids.get(8).substring(1)).data()).containsExactly("event 10");
    }

    @Test
    void goesOnAfterAPublishersId() {
        room.publish(Publication.of("news", "mine").withId("order-17"));
        room.publish("news", "after mine");

        assertThat(resumed("order-17").data()).containsExactly("after mine");
    }

    @Test
    void publishersIdThatWasUsedAgainMayRepeatEventsAndLosesNone() {
        room.publish(Publication.of("news", "first use").withId("order-17"));
        room.publish("news", "between");
        room.publish(Publication.of("other", "second use").withId("order-17"));

        assertThat(resumed("order-17").data()).containsExactly("between");
    }

    @Test
    void publishersIdThatLooksLikeAPositionIsLookedUpFirst() {
        var lookalike = ids.get(1).substring(1);
        room.publish(Publication.of("news", "mine").withId(lookalike));
        room.publish("news", "after mine");

        assertThat(resumed(lookalike).data()).containsExactly("after mine");
    }

    @Test
    void newestPositionBringsNothingAndNoSignal() {
        var sink = resumed(ids.get(9));

        assertThat(sink.events()).isEmpty();
    }

    @Test
    void earliestBringsEverything() {
        assertThat(started(new StartAt.Earliest()).data())
                .hasSize(10)
                .startsWith("event 1")
                .endsWith("event 10");
    }

    @Test
    void lastBringsSoManyThatMatch() {
        room.publish("other", "not counted");

        assertThat(started(new StartAt.Last(3)).data()).containsExactly("event 8", "event 9", "event 10");
        assertThat(started(new StartAt.Last(100)).data()).hasSize(10);
    }

    @Test
    void whatIsPublishedBetweenAdmissionAndAttachmentIsNotMissed() {
        var admission = room.admit(to("news"));
        room.publish("news", "in between");
        var sink = new RecordingSink(room.loop);

        sink.belongsTo(room.loop.call(() -> admission.attach(sink, room.loop)));
        room.loop.runAll();

        assertThat(sink.data()).containsExactly("in between");
    }

    @Test
    void admissionTellsTheResolvedPosition() {
        assertThat(room.admit(to("news").after(ids.get(4))).position().text()).isEqualTo(ids.get(4));
        assertThat(room.admit(to("news")).position().text()).isEqualTo(ids.get(9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody-gave-this", "#", "#x", "#-1", "", "7\u00000", "😀", "#zz-1-1"})
    void unknownIdIsAGapAndThenTheOldest(String lastId) {
        var sink = resumed(lastId);

        assertThat(sink.signals()).singleElement().satisfies(gap -> {
            assertThat(gap.type()).isEqualTo("spate.gap");
            assertThat(gap.data()).contains("\"reason\":\"unknown-id\"").contains("\"missed\":null");
        });
        assertThat(sink.data()).hasSize(10);
    }

    @Test
    void veryLongIdIsAnUnknownOne() {
        assertThat(resumed("x".repeat(100_000)).signals()).hasSize(1);
    }

    @Test
    void positionThatWasNotGivenOutYetIsUnknown() {
        var head = Position.parse(ids.get(9)).orElseThrow();
        var future = new Position(head.epoch(), head.offset() + 1).text();

        assertThat(resumed(future).signals())
                .singleElement()
                .satisfies(gap -> assertThat(gap.data())
                        .contains("\"reason\":\"unknown-id\"")
                        .contains("\"from\":\"" + future + "\""));
    }

    @Test
    void positionOfAFormerLifeIsAGapOfEpochs() {
        var sink = resumed("#5qz3k8w1-7");

        assertThat(sink.signals().getFirst().data())
                .contains("\"reason\":\"epoch\"")
                .contains("\"from\":\"#5qz3k8w1-7\"");
        assertThat(sink.data()).hasSize(10);
    }

    @Test
    void gapCarriesAnIdFromWhichAReconnectGoesOnWithoutAnother() {
        var first = new RecordingSink(room.loop);
        first.stallAfter(0);
        room.subscribe(to("news").after("#5qz3k8w1-7"), first);
        first.stallAfter(200);
        room.loop.runAll();
        var id = first.lastEventId();

        var second = resumed(id);

        assertThat(first.signals()).hasSize(1);
        assertThat(second.signals()).isEmpty();
        assertThat(first.data().size() + second.data().size()).isEqualTo(10);
    }

    @Test
    void gapIsNotSentToWhoWantsNoSignals() {
        var sink = room.subscribe(to("news").after("nobody").withSignals(Signals.OFF));
        room.loop.runAll();

        assertThat(sink.signals()).isEmpty();
        assertThat(sink.data()).hasSize(10);
    }

    @Nested
    class WhenTheOldestHaveBeenEvicted {
        private final Room small = Room.retaining(5);
        private final List<String> smallIds = new ArrayList<>();

        @BeforeEach
        void publishTen() {
            smallIds.add(small.publish("quiet", "quiet one"));
            for (int number = 1; number <= 10; number++) {
                smallIds.add(small.publish("news", "event " + number));
            }
        }

        @AfterEach
        void close() {
            small.close();
        }

        @Test
        void idOlderThanRetentionIsAGapAndThenTheOldest() {
            var sink = back(to("news").after(smallIds.get(2)));

            assertThat(sink.signals().getFirst().data())
                    .contains("\"reason\":\"expired\"")
                    .contains("\"from\":\"" + smallIds.get(2) + "\"")
                    .contains("\"to\":\"" + smallIds.get(5) + "\"");
            assertThat(sink.data()).containsExactly("event 6", "event 7", "event 8", "event 9", "event 10");
        }

        @Test
        void lastEvictedIdIsNoGap() {
            var sink = back(to("news").after(smallIds.get(5)));

            assertThat(sink.signals()).isEmpty();
            assertThat(sink.data()).hasSize(5);
        }

        @Test
        void exactTopicOfWhichNothingIsMissingHasNoGap() {
            var sink = back(to("quiet").after(smallIds.get(0)));

            assertThat(sink.signals()).isEmpty();
            assertThat(sink.data()).isEmpty();
        }

        @Test
        void patternHasAGapSinceNobodyCanKnow() {
            var sink = back(to("quie{t}").after(smallIds.get(0)));

            assertThat(sink.signals()).hasSize(1);
        }

        @Test
        void publishersIdOfWhichOnlyALaterUseIsLeftIsAGap() {
            small.publish(Publication.of("news", "first use").withId("order-17"));
            small.publish("news", "lost");
            small.publish(Publication.of("news", "second use").withId("order-17"));
            for (int number = 1; number <= 4; number++) {
                small.publish("news", "more " + number);
            }

            var sink = back(to("news").after("order-17"));

            assertThat(sink.signals().getFirst().data()).contains("\"reason\":\"expired\"");
            assertThat(sink.data()).containsExactly("second use", "more 1", "more 2", "more 3", "more 4");
        }

        @Test
        void whatIsEvictedBetweenAskingForTheEarliestAndReadingItIsNoGap() {
            var earliest = small.subscribe(to("news").from(new StartAt.Earliest()));
            var last = small.subscribe(to("news").from(new StartAt.Last(5)));
            small.publish("news", "event 11");
            small.loop.runAll();

            assertThat(earliest.signals()).isEmpty();
            assertThat(last.signals()).isEmpty();
            assertThat(earliest.data()).startsWith("event 7").endsWith("event 11");
        }

        @Test
        void earliestIsTheOldestThatIsLeft() {
            assertThat(back(to("news").from(new StartAt.Earliest())).data()).hasSize(5);
        }

        private RecordingSink back(SubscribeRequest request) {
            var sink = small.subscribe(request);
            small.loop.runAll();
            return sink;
        }
    }

    @Test
    void whatIsTooOldIsNotGivenThoughNothingNewCame() {
        var repeated = Publication.of("other", "x").withIdempotencyKey("k");
        room.publish(repeated);
        room.clock.advance(Duration.ofHours(2));
        room.ticker.advance(Duration.ofSeconds(2));
        Room.join(room.hub.publish(Principal.ANONYMOUS, repeated).toCompletableFuture());

        var sink = resumed(ids.get(3));

        assertThat(sink.data()).isEmpty();
        assertThat(sink.signals().getFirst().data()).contains("\"reason\":\"expired\"");
    }

    @Nested
    class WhenAnUnknownIdMeansNow {
        private final Room now =
                new Room(builder -> builder.memoryLog(Room.AMPLE).unknownId(UnknownId.NOW));

        @AfterEach
        void close() {
            now.close();
        }

        @Test
        void expiredIdIsAGapToo() {
            try (var small = new Room(builder -> builder.memoryLog(new Retention(Duration.ofHours(1), 64 << 20, 5))
                    .unknownId(UnknownId.NOW))) {
                var oldest = small.publish("news", "old");
                for (int number = 0; number < 10; number++) {
                    small.publish("news", "old");
                }
                var sink = small.subscribe(to("news").after(oldest));
                small.loop.runAll();
                small.publish("news", "new");
                small.loop.runAll();

                assertThat(sink.signals())
                        .singleElement()
                        .satisfies(gap -> assertThat(gap.data()).contains("\"reason\":\"expired\""));
                assertThat(sink.data()).containsExactly("new");
            }
        }

        @Test
        void whoIsOvertakenWhileCatchingUpGoesOnWithTheOldest() {
            try (var small = new Room(builder -> builder.memoryLog(new Retention(Duration.ofHours(1), 64 << 20, 20))
                    .unknownId(UnknownId.NOW)
                    .limits(HubLimits.standard().with().maxDrainBytes(1_024).build()))) {
                var first = small.publish("news", "event 0");
                publish(small, 1, 20);
                var sink = small.subscribe(to("news").after(first), new RecordingSink(small.loop, Framing.PLAIN, 1));
                sink.stallAfter(100);
                small.loop.runAll();
                publish(small, 20, 120);
                sink.resume();
                small.loop.runAll();

                assertThat(sink.signals())
                        .singleElement()
                        .satisfies(gap -> assertThat(gap.data()).contains("\"reason\":\"slow\""));
                assertThat(sink.data()).hasSizeGreaterThan(20).endsWith("event 119 " + "x".repeat(100));
            }
        }

        private static void publish(Room small, int from, int to) {
            for (int number = from; number < to; number++) {
                small.publish("news", "event " + number + " " + "x".repeat(100));
            }
        }

        @Test
        void gapIsAnnouncedAndOnlyTheNewComes() {
            now.publish("news", "old");
            var sink = now.subscribe(to("news").after("nobody"));
            now.loop.runAll();

            now.publish("news", "new");
            now.loop.runAll();

            assertThat(sink.signals()).hasSize(1);
            assertThat(sink.data()).containsExactly("new");
        }
    }

    private RecordingSink resumed(String lastId) {
        var sink = room.subscribe(to("news").after(lastId));
        room.loop.runAll();
        return sink;
    }

    private RecordingSink started(StartAt start) {
        var sink = room.subscribe(to("news").from(start));
        room.loop.runAll();
        return sink;
    }
}
