package dev.spate.testkit.engine;

import static dev.spate.testkit.engine.Room.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Framing;
import dev.spate.hub.HubBuilder;
import dev.spate.hub.HubLimits;
import dev.spate.hub.HubListener;
import dev.spate.hub.Retention;
import dev.spate.hub.StartAt;
import dev.spate.testkit.ManualLoop;
import dev.spate.testkit.RecordingSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What lies behind the window is read off the loops, a page at a time, and shared.
class ReplayTest {
    private static final int EVENTS = 400;
    private static final int PAGE_EVENTS = 25;
    /// All events lie in so many pages.
    private static final int PAGES = EVENTS / PAGE_EVENTS;

    private static final int MAX_READS = 16;

    private final ManualLoop readers = new ManualLoop();
    private final List<Throwable> failures = new ArrayList<>();
    private final Room room = new Room(this::small);

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void nothingIsReadOnTheLoop() {
        publish();
        var sink = earliest("t");
        room.loop.runAll();

        assertThat(sink.data()).isEmpty();
        assertThat(readers.waiting()).isEqualTo(1);
        settle();

        assertThat(sink.data()).containsExactlyElementsOf(expected());
    }

    @Test
    void chunkedFramingIsThatOfTheSink() {
        publish();
        var sink = new RecordingSink(room.loop, Framing.CHUNKED, 65_536);
        room.subscribe(to("t").from(new StartAt.Earliest()), sink);
        settle();

        assertThat(sink.data()).containsExactlyElementsOf(expected());
    }

    @Test
    void whoeverIsLiveGetsNewsWhileOthersWaitForTheLog() {
        publish();
        var live = room.live("t");
        var behind = earliest("t");
        room.loop.runAll();

        room.publish("t", "news");
        room.loop.runAll();

        assertThat(live.data()).containsExactly("news");
        assertThat(behind.data()).isEmpty();
        settle();
        assertThat(behind.data()).hasSize(EVENTS + 1).endsWith("news");
    }

    @Nested
    class OfAThousandThatLag {
        @Test
        void oneReadsTheLogForAllOfAnAudience() {
            publish();
            var sinks = Stream.generate(() -> earliest("t")).limit(1_000).toList();
            settle();

            assertThat(sinks).allSatisfy(sink -> assertThat(sink.data()).hasSize(EVENTS));
            assertThat(room.hub.stats().replays().reads()).isLessThanOrEqualTo(PAGES);
            assertThat(room.hub.stats().replays().begun()).isEqualTo(1_000);
        }

        @Test
        void thoseInDifferentPlacesMeet() {
            publish();
            var sinks = IntStream.range(0, 200)
                    .mapToObj(place -> room.subscribe(
                            to("t").after(room.published.get(place).position().text())))
                    .toList();
            settle();

            for (int place = 0; place < sinks.size(); place++) {
                assertThat(sinks.get(place).data())
                        .containsExactlyElementsOf(expected().subList(place + 1, EVENTS));
            }
            assertThat(room.hub.stats().replays().reads()).isLessThan(3L * PAGES);
        }

        @Test
        void nothingIsPinnedOnceAllHaveIt() {
            publish();
            Stream.generate(() -> earliest("t")).limit(100).forEach(sink -> {});
            settle();

            assertThat(room.hub.stats().pinnedBytes()).isZero();
        }

        @Test
        void thoseWhoStandStillHoldAPageTogether() {
            publish();
            var sinks = Stream.generate(() -> room.subscribe(
                            to("t").from(new StartAt.Earliest()), new RecordingSink(room.loop, Framing.PLAIN, 1_000)))
                    .limit(50)
                    .toList();
            sinks.forEach(sink -> sink.stallAfter(300));
            settle();

            assertThat(room.hub.stats().pinnedBytes()).isBetween(1L, 100_000L);
            sinks.forEach(RecordingSink::resume);
            settle();
            assertThat(sinks).allSatisfy(sink -> assertThat(sink.data()).containsExactlyElementsOf(expected()));
        }
    }

    @Nested
    class AtMostSoManyReads {
        @Test
        void areUnderWayAndTheOthersWaitInTheirOrder() {
            publish();
            var sinks = IntStream.range(0, 3 * MAX_READS)
                    .mapToObj(number -> earliest("t", "of-its-own-" + number))
                    .toList();
            room.loop.runAll();

            assertThat(readers.waiting()).isEqualTo(MAX_READS);
            assertThat(room.hub.stats().replays().reads()).isEqualTo(MAX_READS);
            readers.runAll();
            room.loop.runAll();

            assertThat(sinks.subList(0, MAX_READS))
                    .allSatisfy(sink -> assertThat(sink.data()).isNotEmpty());
            assertThat(sinks.subList(MAX_READS, 3 * MAX_READS))
                    .allSatisfy(sink -> assertThat(sink.data()).isEmpty());
            assertThat(readers.waiting()).isEqualTo(MAX_READS);
            settle();
            assertThat(sinks).allSatisfy(sink -> assertThat(sink.data()).containsExactlyElementsOf(expected()));
        }

        @Test
        void areUnderWayThoughThoseWhoAskedHaveGone() {
            publish();
            for (int number = 0; number < 3 * MAX_READS; number++) {
                var sink = earliest("t", "of-its-own-" + number);
                room.loop.runAll();
                sink.goAway();
            }

            assertThat(readers.waiting()).isEqualTo(MAX_READS);
            var later = earliest("t");
            settle();

            assertThat(later.data()).containsExactlyElementsOf(expected());
            assertThat(room.hub.stats().replays().reads()).isLessThanOrEqualTo(MAX_READS + PAGES);
        }

        @Test
        void areHeldUpByNobodyWhoseSinkIsFull() {
            publish();
            var full = IntStream.range(0, MAX_READS)
                    .mapToObj(number -> room.subscribe(
                            to("t", "of-its-own-" + number).from(new StartAt.Earliest()),
                            new RecordingSink(room.loop, Framing.PLAIN, 1)))
                    .toList();
            room.loop.runAll();
            full.forEach(RecordingSink::stall);
            room.loop.runAll();
            full.forEach(sink ->
                    room.loop.run(() -> sink.subscription().orElseThrow().onWritable()));

            var other = earliest("t");
            settle();

            assertThat(other.data()).containsExactlyElementsOf(expected());
        }
    }

    @Test
    void whatTheLogHasForgottenSinceItWasReadIsAGap() {
        var retention = new Retention(Duration.ofHours(1), 64 << 20, EVENTS);
        try (var forgetful = new Room(builder -> small(builder).memoryLog(retention))) {
            publish(forgetful, 0, EVENTS);
            var first = forgetful.published.getFirst().position().text();
            forgetful.subscribe(to("t").after(first));
            var stalled = forgetful.subscribe(to("t").after(first));
            settle(forgetful);
            publish(forgetful, EVENTS, EVENTS + 30);

            var late = forgetful.subscribe(to("t").after(first));
            settle(forgetful);

            assertThat(stalled.signals()).isEmpty();
            assertThat(late.signals())
                    .singleElement()
                    .satisfies(gap -> assertThat(gap.data()).contains("\"reason\":\"expired\""));
            assertThat(late.data()).hasSize(EVENTS).startsWith(text(30)).endsWith(text(EVENTS + 29));
        }
    }

    @Test
    void whoWaitsForThePageOfAnotherIsToldWhatIsMissingForItself() {
        var retention = new Retention(Duration.ofHours(1), 64 << 20, EVENTS);
        try (var forgetful = new Room(builder -> small(builder).memoryLog(retention))) {
            publish(forgetful, 0, EVENTS);
            var first = forgetful.subscribe(
                    to("t").after(forgetful.published.get(0).position().text()));
            var ahead = forgetful.published.get(5).position().text();
            var second = forgetful.subscribe(to("t").after(ahead));
            forgetful.loop.runAll();
            assertThat(readers.waiting()).isEqualTo(1);

            publish(forgetful, EVENTS, EVENTS + 30);
            settle(forgetful);

            assertThat(first.signals()).hasSize(1);
            assertThat(second.signals())
                    .singleElement()
                    .satisfies(gap -> assertThat(gap.data()).contains("\"from\":\"" + ahead + "\""));
            assertThat(second.data()).hasSize(EVENTS).startsWith(text(30));
        }
    }

    @Test
    void logThatCannotBeReadIsToldOnceAndEverybodyComesBackLater() {
        Executor none = task -> {
            throw new RejectedExecutionException("no reader is left");
        };
        try (var unread = new Room(builder -> small(builder).readers(none))) {
            publish(unread, 0, EVENTS);
            var sinks = Stream.generate(() -> unread.subscribe(to("t").from(new StartAt.Earliest())))
                    .limit(5)
                    .toList();
            unread.loop.runAll();

            assertThat(failures).hasSize(1);
            assertThat(sinks).allSatisfy(sink -> assertThat(sink.end()).isEqualTo(RecordingSink.End.CLOSED));
        }
    }

    @Test
    void readThatNobodyWaitsForAnyMoreFailsInSilence() {
        publish();
        earliest("t");
        room.loop.runAll();
        room.hub.close();
        room.loop.runAll();
        readers.runAll();
        room.loop.runAll();

        assertThat(failures).isEmpty();
    }

    @Test
    void otherThreadsMayReadThanThoseOfTheHub() {
        try (var own = new Room(builder -> small(builder)
                .readers(task -> Thread.ofPlatform().daemon().name("reader").start(task)))) {
            publish(own, 0, EVENTS);
            var sink = own.subscribe(to("t").from(new StartAt.Earliest()));
            own.runUntil(() -> sink.eventCount() >= EVENTS);

            assertThat(sink.data()).containsExactlyElementsOf(expected());
        }
    }

    private HubBuilder small(HubBuilder builder) {
        return builder.memoryLog(Room.AMPLE)
                .readers(readers::execute)
                .listener(new HubListener() {
                    @Override
                    public void onLogFailure(Throwable failure) {
                        failures.add(failure);
                    }
                })
                .limits(HubLimits.standard()
                        .with()
                        .maxWindowBytes(65_536)
                        .maxReadEntries(PAGE_EVENTS)
                        .build());
    }

    private RecordingSink earliest(String... topics) {
        return room.subscribe(to(topics).from(new StartAt.Earliest()));
    }

    private void publish() {
        publish(room, 0, EVENTS);
    }

    private static void publish(Room in, int from, int to) {
        for (int number = from; number < to; number++) {
            in.publish("t", text(number));
        }
    }

    private void settle() {
        settle(room);
    }

    private void settle(Room in) {
        while (in.loop.runAll() + readers.runAll() > 0) {
            // Each may bring about tasks of the other.
        }
    }

    private static List<String> expected() {
        return IntStream.range(0, EVENTS).mapToObj(ReplayTest::text).toList();
    }

    private static String text(int number) {
        return "event %06d %s".formatted(number, "x".repeat(80));
    }
}
