package dev.spate.testkit.engine;

import static dev.spate.testkit.engine.Room.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Framing;
import dev.spate.hub.HubBuilder;
import dev.spate.hub.HubLimits;
import dev.spate.hub.Matcher;
import dev.spate.hub.Publication;
import dev.spate.hub.Retention;
import dev.spate.hub.Signals;
import dev.spate.hub.SlowPolicy;
import dev.spate.hub.SlowRule;
import dev.spate.hub.SubscribeRequest;
import dev.spate.testkit.RecordingSink;
import dev.spate.wire.ReceivedEvent;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What becomes of one who was live, and is further behind than its policy allows.
class SlowPolicyTest {
    private static final int LIMIT_SECONDS = 10;
    /// What an event of this test takes, as the window counts it: its bytes, its topic, and 150 beside.
    private static final int EVENT_BYTES = 500;

    private static final int TEXT_LENGTH = EVENT_BYTES - 150 - 64 - 1 - "data: \nid: n000000\n\n".length();
    private static final int LIMIT_EVENTS = 10;

    private final Room room = new Room(SlowPolicyTest::strict);
    private int number;

    @AfterEach
    void close() {
        room.close();
    }

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
    class Conflate {
        @Test
        void givesTheNewestOfEveryKeyAndAllWithoutOne() {
            var slow = stalled(request(SlowPolicy.CONFLATE).withSignals(Signals.ALL));
            for (int round = 0; round < LIMIT_EVENTS; round++) {
                put("a", round);
                put("b", round);
            }
            publish(2);
            int published = number;
            resume(slow);
            put("a", 100);
            room.loop.runAll();

            assertThat(slow.data().subList(1, slow.data().size()))
                    .containsExactly(
                            value("a", LIMIT_EVENTS - 1),
                            value("b", LIMIT_EVENTS - 1),
                            text(published - 2),
                            text(published - 1),
                            value("a", 100));
            assertThat(skipped(slow)).isEqualTo(2 * (LIMIT_EVENTS - 1));
            assertThat(room.hub.stats().slow().skipped()).isEqualTo(2 * (LIMIT_EVENTS - 1));
            assertThat(room.hub.stats().slow().conflated()).isEqualTo(1);
            assertThat(room.hub.stats().lagging()).isZero();
        }

        @Test
        void doesNothingAtTheLimit() {
            var slow = stalled(SlowPolicy.CONFLATE);
            for (int round = 0; round < LIMIT_EVENTS; round++) {
                put("a", round);
            }
            resume(slow);

            assertThat(slow.data()).hasSize(1 + LIMIT_EVENTS);
        }

        @Test
        void isAnnouncedOnlyToThoseWhoWantAllSignals() {
            var slow = stalled(SlowPolicy.CONFLATE);
            for (int round = 0; round <= LIMIT_EVENTS; round++) {
                put("a", round);
            }
            resume(slow);

            assertThat(slow.data()).hasSize(2).endsWith(value("a", LIMIT_EVENTS));
            assertThat(types(slow)).containsOnly("spate.position");
        }

        @Test
        void announcementComesBehindThePageThatLeftSomethingOutAndCarriesNoId() {
            var slow = stalled(request(SlowPolicy.CONFLATE).withSignals(Signals.ALL));
            for (int round = 0; round <= LIMIT_EVENTS; round++) {
                put("a", round);
            }
            resume(slow);

            var last = slow.events().getLast();
            assertThat(last.type()).isEqualTo("spate.conflated");
            assertThat(last.lastEventId())
                    .isEqualTo(slow.events().get(slow.eventCount() - 2).lastEventId());
        }

        @Test
        void thoseInTheSamePlaceShareTheReading() {
            var slow = Stream.generate(() -> room.subscribe(
                            request(SlowPolicy.CONFLATE), new RecordingSink(room.loop, Framing.PLAIN, 1)))
                    .limit(20)
                    .toList();
            room.loop.runAll();
            slow.forEach(RecordingSink::stall);
            publish(1);
            for (int round = 0; round < 3 * LIMIT_EVENTS; round++) {
                put("a", round);
            }
            room.loop.runAll();
            slow.forEach(RecordingSink::resume);
            room.loop.runAll();

            assertThat(slow)
                    .allSatisfy(sink ->
                            assertThat(sink.data()).containsExactly(text(0), value("a", 3 * LIMIT_EVENTS - 1)));
            assertThat(room.hub.stats().replays().reads()).isEqualTo(1);
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

    @Nested
    class Lag {
        @ParameterizedTest
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AS_CONFIGURED")
        void isToldBeyondHalfOfTheLimit(SlowPolicy policy) {
            var slow = stalled(request(policy).withSignals(Signals.ALL));
            publish(LIMIT_EVENTS / 2 + 1);
            resume(slow);

            assertThat(lags(slow))
                    .singleElement()
                    .asString()
                    .isEqualTo("{\"behind\":%d,\"bytes\":%d}"
                            .formatted(LIMIT_EVENTS / 2 + 1, (LIMIT_EVENTS / 2 + 1) * EVENT_BYTES));
        }

        @Test
        void isNotToldAtHalfOfTheLimit() {
            var slow = stalled(request(SlowPolicy.DROP).withSignals(Signals.ALL));
            publish(LIMIT_EVENTS / 2);
            resume(slow);

            assertThat(lags(slow)).isEmpty();
        }

        @Test
        void isToldOnceAHeartbeatPeriod() {
            var slow = stalled(request(SlowPolicy.CATCH_UP).withSignals(Signals.ALL));
            for (int second = 0; second < 31; second++) {
                publish(LIMIT_EVENTS);
                resume(slow);
                slow.stall();
                publish(1);
                room.pass(1);
            }

            assertThat(lags(slow)).hasSize(3);
        }

        @Test
        void isNotToldToThoseWhoDoNotAskForIt() {
            var slow = stalled(SlowPolicy.CATCH_UP);
            publish(3 * LIMIT_EVENTS);
            resume(slow);

            assertThat(types(slow)).containsOnly("spate.position");
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

    private static HubBuilder strict(HubBuilder builder) {
        return builder.memoryLog(Room.AMPLE)
                .limits(HubLimits.standard()
                        .with()
                        .slow(new SlowRule(
                                SlowPolicy.CATCH_UP, LIMIT_EVENTS * EVENT_BYTES, Duration.ofSeconds(LIMIT_SECONDS)))
                        .build());
    }

    private static SubscribeRequest request(SlowPolicy policy) {
        return to("t").whenSlow(policy);
    }

    private RecordingSink stalled(SlowPolicy policy) {
        return stalled(room, policy);
    }

    private RecordingSink stalled(SubscribeRequest request) {
        return stalled(room, request);
    }

    private RecordingSink stalled(Room in, SlowPolicy policy) {
        return stalled(in, request(policy));
    }

    /// One who is live and has been given one event that it has not taken: the next one makes it fall behind.
    private RecordingSink stalled(Room in, SubscribeRequest request) {
        var sink = in.subscribe(request, new RecordingSink(in.loop, Framing.PLAIN, 1));
        in.loop.runAll();
        sink.stall();
        publish(in, 1);
        in.loop.runAll();
        return sink;
    }

    private void resume(RecordingSink sink) {
        resume(room, sink);
    }

    private static void resume(Room in, RecordingSink sink) {
        in.loop.runAll();
        sink.resume();
        in.loop.runAll();
    }

    private void publish(int count) {
        publish(room, count);
        if (count == 1) {
            room.loop.runAll();
        }
    }

    private void publish(Room in, int count) {
        for (int index = 0; index < count; index++) {
            in.publish(named(Publication.of("t", text(number))));
        }
    }

    private void put(String key, int round) {
        room.publish(named(Publication.of("t", value(key, round)).withKey(key)));
    }

    /// With an id of its own, so that all events are of the same size.
    private Publication named(Publication publication) {
        return publication.withId("n%06d".formatted(number++));
    }

    private String id(int index) {
        return room.published.get(index).position().text();
    }

    private static List<String> withFirst(List<String> others) {
        return Stream.concat(Stream.of(text(0)), others.stream()).toList();
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(SlowPolicyTest::text).toList();
    }

    private static String text(int number) {
        return filled("event %06d ".formatted(number));
    }

    private static String value(String key, int round) {
        return filled("%s=%06d ".formatted(key, round));
    }

    private static String filled(String text) {
        return text + "x".repeat(TEXT_LENGTH - text.length());
    }

    private static List<String> types(RecordingSink sink) {
        return sink.signals().stream().map(ReceivedEvent::type).toList();
    }

    private static List<String> gaps(RecordingSink sink) {
        return data(sink, "spate.gap");
    }

    private static List<String> lags(RecordingSink sink) {
        return data(sink, "spate.lag");
    }

    private static long skipped(RecordingSink sink) {
        return data(sink, "spate.conflated").stream()
                .mapToLong(data -> Long.parseLong(data.replaceAll("\\D", "")))
                .sum();
    }

    private static List<String> data(RecordingSink sink, String type) {
        return sink.signals().stream()
                .filter(signal -> signal.type().equals(type))
                .map(ReceivedEvent::data)
                .toList();
    }
}
