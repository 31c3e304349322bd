package dev.spate.testkit.engine;

import static dev.spate.testkit.engine.Room.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.HubLimits;
import dev.spate.hub.Matcher;
import dev.spate.hub.Retention;
import dev.spate.hub.Signals;
import dev.spate.hub.SlowPolicy;
import dev.spate.hub.SlowRule;
import dev.spate.testkit.RecordingSink;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What becomes of one who was live, and is further behind than its policy allows.
class SlowPolicyTest extends SlowSituation {
    @Nested
    class CatchUp {
        @Test
        void knowsNoLimit() {
            var slow = stalled(SlowPolicy.CATCH_UP);
            publish(5 * LIMIT_EVENTS);
            room.pass(5 * LIMIT_SECONDS);
            resume(slow);

            assertThat(slow.data()).containsExactlyElementsOf(numbers(0, number));
            assertThat(types(slow)).doesNotContain("spate.gap", "spate.conflated");
        }

        @Test
        void isWhatAHubDoesUnlessItIsConfiguredOtherwise() {
            try (var usual = new Room()) {
                assertThat(usual.hub.limits().slow().policy()).isEqualTo(SlowPolicy.CATCH_UP);
            }
        }

        @Test
        void goesOnWithTheOldestOnceTheLogHasForgotten() {
            var retention = new Retention(Duration.ofHours(1), 64 << 20, 20);
            try (var small = new Room(builder -> strict(builder).memoryLog(retention))) {
                var slow = stalled(small, SlowPolicy.CATCH_UP);
                publish(small, 100);
                resume(small, slow);

                assertThat(slow.data()).containsExactlyElementsOf(withFirst(numbers(81, 101)));
                assertThat(gaps(slow)).singleElement().asString().contains("\"reason\":\"slow\"");
                assertThat(small.hub.stats().gapReasons().slow()).isEqualTo(1);
            }
        }
    }

    @Nested
    class Drop {
        @Test
        void goesOnAtTheHeadAndSaysHowMuchIsMissing() {
            var slow = stalled(SlowPolicy.DROP);
            publish(LIMIT_EVENTS + 1);
            resume(slow);
            publish(1);

            assertThat(slow.data()).containsExactlyElementsOf(withFirst(List.of(text(number - 1))));
            assertThat(gaps(slow))
                    .singleElement()
                    .asString()
                    .contains("\"reason\":\"slow\"")
                    .contains("\"from\":\"" + id(0) + "\"")
                    .contains("\"to\":\"" + id(number - 2) + "\"");
            assertThat(room.hub.stats().slow().dropped()).isEqualTo(1);
            assertThat(room.hub.stats().lagging()).isZero();
        }

        @Test
        void doesNothingAtTheLimit() {
            var slow = stalled(SlowPolicy.DROP);
            publish(LIMIT_EVENTS);
            resume(slow);

            assertThat(slow.data()).containsExactlyElementsOf(numbers(0, number));
            assertThat(gaps(slow)).isEmpty();
        }

        @Test
        void goesByAgeToo() {
            var slow = stalled(SlowPolicy.DROP);
            var late = stalled(SlowPolicy.DROP);
            publish(1);
            room.pass(LIMIT_SECONDS);
            resume(slow);
            room.pass(1);
            resume(late);

            assertThat(slow.data()).hasSize(3);
            assertThat(gaps(late)).hasSize(1);
            assertThat(late.data()).hasSize(1);
        }

        @Test
        void waitsUntilTheSinkTakesBytesAgain() {
            var slow = stalled(SlowPolicy.DROP);
            publish(3 * LIMIT_EVENTS);
            room.pass(2 * LIMIT_SECONDS);

            assertThat(room.hub.stats().slow().dropped()).isZero();
            resume(slow);
            assertThat(room.hub.stats().slow().dropped()).isEqualTo(1);
        }

        @Test
        void idOfTheGapIsWhereAReconnectGoesOn() {
            var slow = stalled(SlowPolicy.DROP);
            publish(LIMIT_EVENTS + 1);
            resume(slow);
            var id = slow.lastEventId();
            slow.goAway();
            publish(3);
            var back = room.subscribe(to("t").after(id));
            room.loop.runAll();

            assertThat(back.data()).containsExactlyElementsOf(numbers(number - 3, number));
            assertThat(gaps(back)).isEmpty();
        }

        @Test
        void whoWantsNoSignalsJustGoesOn() {
            var slow = stalled(request(SlowPolicy.DROP).withSignals(Signals.OFF));
            publish(LIMIT_EVENTS + 1);
            resume(slow);
            publish(1);

            assertThat(slow.signals()).isEmpty();
            assertThat(slow.data()).containsExactlyElementsOf(withFirst(List.of(text(number - 1))));
        }
    }

    @Test
    void missedIsCountedForWhoeverWantsEverything() {
        try (var open = new Room(builder -> strict(builder).authorizer(new Granting(Matcher.parse("*"))))) {
            var all = stalled(open, to("*").whenSlow(SlowPolicy.DROP));
            var some = stalled(open, to("t").whenSlow(SlowPolicy.DROP));
            publish(open, LIMIT_EVENTS + 5);
            resume(open, all);
            resume(open, some);

            // Each had a first event of its own; the one who came first has the other's to take, too.
            assertThat(gaps(all)).singleElement().asString().contains("\"missed\":" + (LIMIT_EVENTS + 6));
            assertThat(gaps(some)).singleElement().asString().contains("\"missed\":null");
        }
    }

    @Nested
    class Disconnect {
        @Test
        void tellsWhyAndWhenToComeBack() {
            var slow = stalled(SlowPolicy.DISCONNECT);
            publish(LIMIT_EVENTS + 1);
            room.loop.runAll();
            slow.resume();
            room.loop.runAll();

            assertThat(slow.end()).isEqualTo(RecordingSink.End.CLOSED);
            assertThat(slow.data()).hasSize(1);
            assertThat(slow.signals().getLast().data())
                    .contains("\"reason\":\"slow\"")
                    .contains("\"retry\":");
            assertThat(room.hub.stats().slow().disconnected()).isEqualTo(1);
            assertThat(room.hub.stats().subscriptions()).isZero();
            assertThat(room.hub.stats().closedSlow()).isZero();
        }

        @Test
        void doesNothingAtTheLimit() {
            var slow = stalled(SlowPolicy.DISCONNECT);
            publish(LIMIT_EVENTS);
            resume(slow);

            assertThat(slow.end()).isEqualTo(RecordingSink.End.NONE);
            assertThat(slow.data()).hasSize(1 + LIMIT_EVENTS);
        }

        @Test
        void doesNotWaitForTheSink() {
            var slow = stalled(SlowPolicy.DISCONNECT);
            publish(1);
            room.loop.runAll();

            room.pass(LIMIT_SECONDS);
            assertThat(room.hub.stats().subscriptions()).isEqualTo(1);
            room.pass(1);

            assertThat(room.hub.stats().subscriptions()).isZero();
            slow.resume();
            room.loop.runAll();
            assertThat(slow.signals().getLast().data()).contains("\"reason\":\"slow\"");
        }
    }

    @Test
    void whoHasNeverBeenLiveKnowsNoLimit() {
        publish(5 * LIMIT_EVENTS);
        room.pass(5 * LIMIT_SECONDS);
        var late = room.subscribe(request(SlowPolicy.DISCONNECT).after(id(0)));
        room.loop.runAll();

        assertThat(late.data()).hasSize(5 * LIMIT_EVENTS - 1);
    }

    @Test
    void hubsOwnPolicyIsThatOfThoseWhoAskForNone() {
        try (var dropping = new Room(builder -> strict(builder)
                .limits(HubLimits.standard()
                        .with()
                        .slow(new SlowRule(
                                SlowPolicy.DROP, LIMIT_EVENTS * EVENT_BYTES, Duration.ofSeconds(LIMIT_SECONDS)))
                        .build()))) {
            var slow = stalled(dropping, to("t"));
            publish(dropping, LIMIT_EVENTS + 1);
            resume(dropping, slow);

            assertThat(gaps(slow)).hasSize(1);
        }
    }

    @Test
    void whatTheWindowDoesNotHoldIsTooFarBehind() {
        try (var narrow = new Room(builder -> builder.memoryLog(Room.AMPLE)
                .limits(HubLimits.standard()
                        .with()
                        .maxWindowBytes(65_536)
                        .slow(new SlowRule(SlowPolicy.DROP, 65_536, Duration.ofHours(1)))
                        .build()))) {
            var slow = stalled(narrow, to("t"));
            publish(narrow, 300);
            resume(narrow, slow);

            assertThat(gaps(slow)).hasSize(1);
            assertThat(slow.data()).hasSize(1);
        }
    }
}
