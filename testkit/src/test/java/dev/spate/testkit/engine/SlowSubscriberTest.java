package dev.spate.testkit.engine;

import static dev.spate.testkit.engine.Room.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Framing;
import dev.spate.hub.HubLimits;
import dev.spate.hub.Retention;
import dev.spate.hub.StartAt;
import dev.spate.testkit.RecordingSink;
import dev.spate.wire.ReceivedEvent;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SlowSubscriberTest {
    private static final int CAPACITY = 4_096;

    private final Room room = new Room();

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void whatItMissedWhileStalledComesWhenItReadsAgain() {
        var slow = stalled(room);
        publish(room, 100);
        room.loop.runAll();

        publish(room, 900);
        room.loop.runAll();
        assertThat(slow.data()).isEmpty();
        assertThat(room.hub.stats().lagging()).isEqualTo(1);
        slow.resume();
        room.loop.runAll();

        assertThat(slow.data()).containsExactlyElementsOf(expected(1_000));
        assertThat(room.hub.stats().lagging()).isZero();
    }

    @Test
    void memoryDoesNotGrowWithItsLag() {
        var slow = stalled(room);
        publish(room, 100);
        room.loop.runAll();
        long pinned = room.hub.stats().pinnedBytes();

        for (int round = 0; round < 20; round++) {
            publish(room, 100);
            room.loop.runAll();
        }

        assertThat(room.hub.stats().pinnedBytes()).isEqualTo(pinned);
        assertThat(slow.data()).isEmpty();
    }

    @Test
    void othersAreNotHeldUpByIt() {
        stalled(room);
        var quick = room.live("t");

        publish(room, 50);
        room.loop.runAll();

        assertThat(quick.data()).containsExactlyElementsOf(expected(50));
    }

    @Test
    void takingAFewBytesAtATimeItLosesNothing() {
        var slow = stalled(room);
        publish(room, 300);

        for (int step = 0; step < 40; step++) {
            slow.stallAfter(777);
            publish(room, 5);
            room.loop.runAll();
        }
        slow.resume();
        room.loop.runAll();

        assertThat(slow.data()).hasSize(500).doesNotHaveDuplicates();
        assertThat(slow.signals()).hasSize(1);
    }

    @Test
    void manyThatCatchUpDoNotKeepNewsFromThoseWhoAreLive() {
        try (var tight = new Room(builder -> builder.memoryLog(Room.AMPLE)
                .limits(HubLimits.standard()
                        .with()
                        .maxTurnWrites(2)
                        .maxDrainBytes(1_024)
                        .build()))) {
            publish(tight, 1_000);
            var live = tight.live("t");
            var catchingUp = Stream.generate(() -> tight.subscribe(to("t").from(new StartAt.Earliest())))
                    .limit(10)
                    .toList();
            tight.publish("t", "news");

            for (int task = 0; task < 10; task++) {
                tight.loop.runOne();
            }

            assertThat(live.data()).containsExactly("news");
            assertThat(catchingUp).allSatisfy(sink -> assertThat(sink.data()).doesNotContain("news"));
        }
    }

    @Nested
    class WhenTheLogForgetsFaster {
        private final Room small = Room.retaining(10);

        @AfterEach
        void close() {
            small.close();
        }

        @Test
        void itIsToldAndGoesOnWithTheOldest() {
            var slow = stalled(small);
            publish(small, 50);
            small.loop.runAll();
            publish(small, 50);
            small.loop.runAll();

            slow.resume();
            small.loop.runAll();

            assertThat(slow.signals().getLast().data()).contains("\"reason\":\"slow\"");
            assertThat(slow.data()).endsWith(expected(100).subList(90, 100).toArray(new String[0]));
        }
    }

    @Test
    void whoWasQuietForLongAndThenFallsBehindHasNoGap() {
        try (var small = Room.retaining(10)) {
            var quiet = small.subscribe(to("quiet/{x}"), new RecordingSink(small.loop, Framing.PLAIN, 1));
            small.loop.runAll();
            quiet.stall();
            small.pass(15);
            for (int round = 0; round < 20; round++) {
                publish(small, 5);
                small.loop.runAll();
            }

            small.publish("quiet/1", "at last");
            small.loop.runAll();
            quiet.resume();
            small.loop.runAll();

            assertThat(quiet.data()).containsExactly("at last");
            assertThat(quiet.signals()).extracting(ReceivedEvent::type).doesNotContain("spate.gap");
        }
    }

    @Nested
    class WhenItTakesNoByteForTooLong {
        @Test
        void itIsClosedAndNothingIsPinnedAnyMore() {
            var slow = stalled(room);
            publish(room, 100);
            room.loop.runAll();

            room.pass(59);
            assertThat(slow.end()).isEqualTo(RecordingSink.End.NONE);
            room.pass(2);

            assertThat(slow.end()).isEqualTo(RecordingSink.End.ABORTED);
            assertThat(room.hub.stats().closedSlow()).isEqualTo(1);
            assertThat(room.hub.stats().pinnedBytes()).isZero();
            assertThat(room.hub.stats().subscriptions()).isZero();
        }

        @Test
        void itIsClosedThoughItsSinkOnceSaidThatItWasWritableAndWasNot() {
            var quiet = stalled(room);
            room.publish("t", "x".repeat(CAPACITY));
            room.loop.runAll();
            room.pass(30);

            room.loop.run(quiet.subscription().orElseThrow()::onWritable);
            room.pass(31);

            assertThat(quiet.end()).isEqualTo(RecordingSink.End.ABORTED);
        }

        @Test
        void oneThatTakesAByteNowAndThenIsNot() {
            var slow = stalled(room);
            publish(room, 100);
            room.loop.runAll();

            for (int minute = 0; minute < 5; minute++) {
                room.pass(45);
                slow.stallAfter(1);
            }

            assertThat(slow.end()).isEqualTo(RecordingSink.End.NONE);
        }
    }

    @Test
    void pagesReadFromTheLogArePinnedNoLongerThanTheyWait() {
        try (var small = new Room(builder -> builder.memoryLog(Room.AMPLE)
                .limits(HubLimits.standard().with().maxWindowBytes(65_536).build()))) {
            publish(small, 1_000);

            var sink = small.subscribe(to("t").from(new StartAt.Earliest()));
            small.loop.runAll();

            assertThat(sink.data()).hasSize(1_000);
            assertThat(small.hub.stats().pinnedBytes()).isZero();
        }
    }

    @Nested
    class WhenTooManyBytesArePinned {
        private final Room tight = new Room(builder -> builder.memoryLog(
                        new Retention(Duration.ofHours(1), 64 << 20, 1_000_000))
                .limits(HubLimits.standard().with().maxPinnedBytes(100_000).build()));

        @AfterEach
        void close() {
            tight.close();
        }

        @Test
        void theLongestStalledIsClosedAndTheOthersStay() {
            var first = stalled(tight);
            tight.publish("t", "x".repeat(60_000));
            tight.loop.runAll();
            tight.pass(1);
            var second = stalled(tight);

            tight.publish("t", "y".repeat(60_000));
            tight.loop.runAll();

            assertThat(first.end()).isEqualTo(RecordingSink.End.ABORTED);
            assertThat(second.end()).isEqualTo(RecordingSink.End.NONE);
            assertThat(tight.hub.stats().pinnedBytes()).isLessThanOrEqualTo(100_000);
        }

        @Test
        void whoHasTakenAByteMeanwhileIsNotTheLongestStalled() {
            // Of different audiences, so that they share no block.
            var first = stalled(tight, "t", "a");
            var second = stalled(tight, "t", "b");
            tight.publish("t", "x".repeat(40_000));
            tight.loop.runAll();
            tight.pass(1);
            first.stallAfter(1);
            tight.loop.runAll();
            tight.pass(1);

            var third = stalled(tight, "t", "c");
            tight.publish("t", "y".repeat(40_000));
            tight.loop.runAll();

            assertThat(first.end()).isEqualTo(RecordingSink.End.NONE);
            assertThat(second.end()).isEqualTo(RecordingSink.End.ABORTED);
            assertThat(third.end()).isEqualTo(RecordingSink.End.NONE);
        }

        @Test
        void manyWhoCatchUpAtOnceAreGivenLessInsteadOfBeingClosed() {
            for (int number = 0; number < 60; number++) {
                tight.publish("t", number + "x".repeat(1_000));
            }

            var catchingUp = tight.published.stream()
                    .limit(20)
                    .map(published -> tight.subscribe(
                            to("t").after(published.position().text()),
                            new RecordingSink(tight.loop, Framing.PLAIN, 500)))
                    .toList();
            catchingUp.forEach(sink -> sink.stallAfter(300));
            tight.loop.runAll();

            assertThat(tight.hub.stats().closedSlow()).isZero();
            catchingUp.forEach(RecordingSink::resume);
            tight.loop.runAll();
            assertThat(catchingUp)
                    .allSatisfy(sink -> assertThat(sink.data()).last().isEqualTo(59 + "x".repeat(1_000)));
        }
    }

    @Test
    void heartbeatsDoNotPileUpInAStalledSink() {
        var slow = stalled(room);
        slow.stallAfter(10);
        publish(room, 100);
        room.loop.runAll();
        long writes = slow.writes();

        for (int round = 0; round < 10; round++) {
            room.pass(20);
            slow.stallAfter(1);
        }

        assertThat(slow.writes()).isEqualTo(writes);
    }

    /// Takes everything up to its being live, and nothing after.
    private static RecordingSink stalled(Room in) {
        return stalled(in, "t");
    }

    private static RecordingSink stalled(Room in, String... topics) {
        var sink =
                in.subscribe(to(topics).from(new StartAt.Now()), new RecordingSink(in.loop, Framing.PLAIN, CAPACITY));
        in.loop.runAll();
        sink.stall();
        return sink;
    }

    private int published;

    private void publish(Room in, int count) {
        for (int index = 0; index < count; index++) {
            published++;
            in.publish("t", text(published));
        }
    }

    private static List<String> expected(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(SlowSubscriberTest::text)
                .toList();
    }

    private static String text(int number) {
        return "event %06d %s".formatted(number, "x".repeat(80));
    }
}
