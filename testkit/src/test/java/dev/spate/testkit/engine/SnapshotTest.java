package dev.spate.testkit.engine;

import static dev.spate.testkit.engine.Room.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Framing;
import dev.spate.hub.HubBuilder;
import dev.spate.hub.HubLimits;
import dev.spate.hub.Matcher;
import dev.spate.hub.Position;
import dev.spate.hub.Publication;
import dev.spate.hub.Signals;
import dev.spate.hub.StartAt;
import dev.spate.hub.SubscribeRequest;
import dev.spate.testkit.ManualLoop;
import dev.spate.testkit.RecordingSink;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The newest entry of every key, then what is new: nothing in between is missed or given twice.
class SnapshotTest {
    private static final int KEYS = 8;

    private final ManualLoop readers = new ManualLoop();
    private final Room room = new Room(this::small);

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void newestOfEveryKeyComesInTheOrderOfTheLogAndThenWhatIsNew() {
        put("a", "1");
        put("b", "2");
        room.publish("t", "without a key");
        put("a", "3");
        var sink = snapshot(to("t"));
        settle();
        put("b", "4");
        room.publish("t", "news");
        settle();

        assertThat(sink.data()).containsExactly("b=2", "a=3", "b=4", "news");
    }

    @Test
    void ofAnEmptyLogIsEmpty() {
        var sink = snapshot(to("t"));
        settle();
        put("a", "1");
        settle();

        assertThat(sink.data()).containsExactly("a=1");
    }

    @Test
    void keysOfOtherTopicsAreOthers() {
        room.publish(Publication.of("t", "mine").withKey("k"));
        room.publish(Publication.of("u", "not mine").withKey("k"));
        var sink = snapshot(to("t"));
        settle();

        assertThat(sink.data()).containsExactly("mine");
    }

    @Test
    void filtersByTypeAndKeyHold() {
        room.publish(Publication.of("t", "yes").withKey("k").withType("up"));
        room.publish(Publication.of("t", "other key").withKey("l").withType("up"));
        var request = to("*").ofTypes("up").withKeys("k");
        var sink = snapshot(request);
        settle();
        room.publish(Publication.of("u", "other type").withKey("k").withType("down"));
        var late = snapshot(request);
        settle();

        assertThat(sink.data()).containsExactly("yes");
        assertThat(late.data()).containsExactly("yes");
    }

    @Test
    void privateEntriesNeedAGrant() {
        try (var guarded =
                new Room(builder -> small(builder).authorizer(new Granting(Matcher.parse("users/42/{+rest}"))))) {
            guarded.publish(
                    Publication.of("users/42/inbox", "mine").withKey("k").asPrivate());
            guarded.publish(
                    Publication.of("users/43/inbox", "not mine").withKey("k").asPrivate());
            var sink = guarded.subscribe(to("*").from(new StartAt.Snapshot()));
            settle(guarded);

            assertThat(sink.data()).containsExactly("mine");
        }
    }

    @Test
    void whatIsReplacedWhileItIsReadComesLiveAlone() {
        putAll(2);
        var sink = snapshot(to("t"));
        room.loop.runAll();
        put("k0", "late");
        put("k" + (KEYS - 1), "late");
        settle();

        assertThat(sink.data()).doesNotHaveDuplicates().hasSize(KEYS).endsWith("k0=late", "k7=late");
    }

    @Test
    void isThatOfTheMomentInWhichItBegins() {
        putAll(1);
        var admission = room.admit(to("t").from(new StartAt.Snapshot()));
        put("k0", "between admission and attachment");
        var sink = new RecordingSink(room.loop);
        room.loop.run(() -> sink.belongsTo(admission.attach(sink, room.loop)));
        settle();

        assertThat(sink.data()).hasSize(KEYS).endsWith("k0=between admission and attachment");
    }

    @Test
    void thoseOfOneMomentShareTheirReading() {
        putAll(3);
        var sinks = Stream.generate(() -> snapshot(to("t"))).limit(100).toList();
        settle();

        assertThat(sinks).allSatisfy(sink -> assertThat(sink.data()).hasSize(KEYS));
        assertThat(room.hub.stats().replays().reads()).isLessThanOrEqualTo(KEYS / 3 + 1);
    }

    @Nested
    class CutAnywhere {
        /// After how many bytes: every few of the whole stream, so that every event is cut before, in and after.
        static IntStream bytes() {
            return IntStream.rangeClosed(0, 40).map(step -> 11 * step);
        }

        @ParameterizedTest
        @MethodSource("bytes")
        void isMadeGoodByComingBackWithTheLastId(int bytes) {
            putAll(2);
            var first = cutAfter(bytes, to("t"));
            putAll(3);
            var lastId = first.lastEventId();
            var second = lastId.isEmpty() ? snapshot(to("t")) : room.subscribe(to("t").after(lastId));
            settle();

            var all = Stream.of(first, second).flatMap(sink -> sink.data().stream());
            assertThat(second.signals()).noneMatch(signal -> signal.type().equals("spate.gap"));
            assertThat(all).doesNotHaveDuplicates().containsAll(newest());
            assertThat(second.data()).containsSubsequence(newest());
        }

        @ParameterizedTest
        @MethodSource("bytes")
        void isMadeGoodByComingBackWithThePositionOfTheHead(int bytes) {
            putAll(2);
            var position = room.admit(to("t").from(new StartAt.Snapshot())).position();
            var first = cutAfter(bytes, to("t"));
            putAll(3);
            var lastId = first.lastEventId().isEmpty() ? position.text() : first.lastEventId();
            var second = room.subscribe(to("t").after(lastId));
            settle();

            var all = Stream.of(first, second).flatMap(sink -> sink.data().stream());
            assertThat(second.signals()).isEmpty();
            assertThat(all).doesNotHaveDuplicates().containsAll(newest());
        }

        @ParameterizedTest
        @MethodSource("bytes")
        void noIdIsAheadOfWhatWasGiven(int bytes) {
            putAll(2);
            var sink = cutAfter(bytes, to("t").withSignals(Signals.ALL));
            var given = new ArrayList<String>();
            for (var event : sink.events()) {
                given.add(event.data());
                assertThat(given).containsAll(newestUpTo(event.lastEventId()));
            }
        }

        private List<String> newestUpTo(String id) {
            long offset = Position.parse(id).map(Position::offset).orElse(-1L);
            return room.published.stream()
                    .filter(published -> published.position().offset() <= offset)
                    .map(Published::data)
                    .filter(newest()::contains)
                    .toList();
        }

        private RecordingSink cutAfter(int bytes, SubscribeRequest request) {
            var sink = new RecordingSink(room.loop, Framing.PLAIN, 1);
            sink.stallAfter(bytes);
            room.loop.runAll();
            room.subscribe(request.from(new StartAt.Snapshot()), sink);
            settle();
            sink.goAway();
            settle();
            return sink;
        }
    }

    @Test
    void openingSaysThePositionBeforeTheOldest() {
        putAll(1);
        var sink = snapshot(to("t").withSignals(Signals.ALL));
        settle();

        var position = room.admit(to("t").from(new StartAt.Snapshot())).position();
        assertThat(sink.signals().getFirst().data()).contains("\"position\":\"" + position.text() + "\"");
    }

    private HubBuilder small(HubBuilder builder) {
        return builder.memoryLog(Room.AMPLE)
                .readers(readers::execute)
                .limits(HubLimits.standard().with().maxReadEntries(3).build());
    }

    private RecordingSink snapshot(SubscribeRequest request) {
        return room.subscribe(request.from(new StartAt.Snapshot()));
    }

    private void put(String key, String value) {
        room.publish(Publication.of("t", key + "=" + value).withKey(key));
    }

    private int round;

    /// Every key, so many times.
    private void putAll(int times) {
        for (int time = 0; time < times; time++) {
            round++;
            IntStream.range(0, KEYS).forEach(key -> put("k" + key, "of round " + round));
        }
    }

    private List<String> newest() {
        return IntStream.range(0, KEYS)
                .mapToObj(key -> "k" + key + "=of round " + round)
                .toList();
    }

    private void settle() {
        settle(room);
    }

    private void settle(Room in) {
        while (in.loop.runAll() + readers.runAll() > 0) {
            // Each may bring about tasks of the other.
        }
    }
}
