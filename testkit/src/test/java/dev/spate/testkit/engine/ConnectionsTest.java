package dev.spate.testkit.engine;

import static dev.spate.testkit.engine.Room.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spate.hub.Behind;
import dev.spate.hub.CloseReason;
import dev.spate.hub.ConnectionPage;
import dev.spate.hub.ConnectionQuery;
import dev.spate.hub.ConnectionState;
import dev.spate.hub.ConnectionState.Phase;
import dev.spate.hub.Framing;
import dev.spate.hub.Hub;
import dev.spate.hub.Principal;
import dev.spate.hub.SlowPolicy;
import dev.spate.hub.StartAt;
import dev.spate.hub.Subscription;
import dev.spate.testkit.ManualLoop;
import dev.spate.testkit.RecordingSink;
import dev.spate.testkit.SlowEventLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who is subscribed, the slowest first, and the end of one of them.
class ConnectionsTest {
    private static final int SLICE = 512;

    private final Room room = new Room();
    private final ManualLoop other = new ManualLoop();

    @AfterEach
    void close() {
        room.close();
        other.runAll();
    }

    @Test
    void emptyHubHasNone() {
        assertThat(list(10)).isEqualTo(new ConnectionPage(List.of(), ""));
    }

    @Test
    void liveOneHasEverything() {
        var sink = room.subscribe(to("t", "a/{x}", "*").whenSlow(SlowPolicy.CONFLATE));
        room.loop.runAll();
        room.publish("t", "hello");
        room.loop.runAll();
        room.pass(3);

        assertThat(list(10).connections())
                .singleElement()
                .isEqualTo(new ConnectionState(
                        id(sink),
                        Principal.ANONYMOUS,
                        Phase.LIVE,
                        List.of("*", "a/{x}", "t"),
                        room.hub.head(),
                        Behind.NOTHING,
                        sink.text().length(),
                        Duration.ofSeconds(3),
                        SlowPolicy.CONFLATE));
    }

    @Test
    void liveOneThatIsGivenNothingIsAtTheHeadAllTheSame() {
        room.live("quiet");
        room.publish("t", "not for it");
        room.loop.runAll();

        assertThat(only().position()).isEqualTo(room.hub.head());
        assertThat(only().behind()).isEqualTo(Behind.NOTHING);
        assertThat(only().slow()).isEqualTo(SlowPolicy.CATCH_UP);
    }

    @Test
    void oneThatLagsIsWhereItStoodStill() {
        var slow = room.subscribe(to("t"), new RecordingSink(room.loop, Framing.PLAIN, 1));
        room.loop.runAll();
        slow.stall();
        room.publish("t", "taken");
        room.loop.runAll();
        room.publish("t", "not taken");
        room.publish("t", "nor this");
        room.loop.runAll();
        room.pass(2);

        assertThat(only().phase()).isEqualTo(Phase.LAGGING);
        assertThat(only().position()).isEqualTo(room.published.getFirst().position());
        assertThat(only().behind().entries()).isEqualTo(2);
        assertThat(only().behind().bytes()).isBetween(400L, 700L);
        assertThat(only().behind().time()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void oneThatWaitsForTheLogIsCatchingUp() {
        var readers = new ManualLoop();
        try (var reading = new Room(builder -> builder.memoryLog(Room.AMPLE).readers(readers::execute))) {
            reading.publish("t", "old");
            reading.subscribe(to("t").from(new StartAt.Snapshot()));
            reading.loop.runAll();

            var page = reading.hub.connections(ConnectionQuery.first(1)).toCompletableFuture();
            reading.loop.runAll();

            assertThat(page.join().connections().getFirst().phase()).isEqualTo(Phase.CATCHING_UP);
            assertThat(page.join().connections().getFirst().behind().entries()).isEqualTo(1);
        }
    }

    @Test
    void slowestComeFirstWhateverTheirLoop() {
        var slow = Stream.of(room.loop, other, room.loop, other)
                .map(loop -> {
                    var sink = room.subscribe(to("t"), new RecordingSink(loop, Framing.PLAIN, 1), loop);
                    runAll();
                    sink.stall();
                    room.publish("t", "x".repeat(100));
                    runAll();
                    return sink;
                })
                .toList();
        room.publish("t", "one more");
        runAll();

        assertThat(ids(list(10)))
                .containsExactlyElementsOf(
                        slow.stream().map(ConnectionsTest::id).toList());
    }

    @Nested
    class Pages {
        @ParameterizedTest
        @ValueSource(ints = {1, 7, 99, 100, 101})
        void bringEverybodyOnce(int limit) {
            var sinks = IntStream.range(0, 100)
                    .mapToObj(number -> subscribe(number % 2 == 0 ? room.loop : other))
                    .toList();

            var seen = walk(limit);

            assertThat(seen)
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(
                            sinks.stream().map(ConnectionsTest::id).toList());
        }

        @Test
        void lastOneSaysThatItIs() {
            IntStream.range(0, 10).forEach(number -> subscribe(room.loop));

            assertThat(list(10).next()).isEmpty();
            assertThat(list(9).next()).isNotEmpty();
            assertThat(list(9).connections()).hasSize(9);
        }

        @Test
        void haveALimit() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ConnectionQuery.first(0))
                    .withMessage("limit: 0 (expected: 1 to 1000)");
            assertThatIllegalArgumentException().isThrownBy(() -> ConnectionQuery.first(1_001));
            assertThat(ConnectionQuery.first(1_000).limit()).isEqualTo(1_000);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"x", "1.", ".AAAAAAAAAAAAAAAAAAAAAA", "-1.AAAAAAAAAAAAAAAAAAAAAA", "0.AAAAAAAAAAAAAAAAAAAAAB"
                })
        void beginWithWhatThePageBeforeSaid(String after) {
            assertThatIllegalArgumentException().isThrownBy(() -> new ConnectionQuery(1, after));
        }
    }

    @Nested
    class OnALoopWithMany {
        @Test
        void onlyAFewAreLookedAtInOneTask() {
            IntStream.rangeClosed(0, 2 * SLICE).forEach(number -> subscribe(room.loop));

            var page = room.hub.connections(ConnectionQuery.first(1)).toCompletableFuture();
            int tasks = 0;
            while (!page.isDone() && room.loop.runOne()) {
                tasks++;
            }

            assertThat(tasks).isEqualTo(3);
            assertThat(page).isDone();
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3, 4, 5})
        void nobodyWhoStaysIsPassedOverThoughOthersComeAndGo(long seed) {
            var random = new Random(seed);
            var staying = IntStream.range(0, 900)
                    .mapToObj(number -> subscribe(room.loop))
                    .toList();
            var going = new ArrayList<>(IntStream.range(0, 900)
                    .mapToObj(number -> subscribe(room.loop))
                    .toList());

            var page = room.hub.connections(ConnectionQuery.first(1_000)).toCompletableFuture();
            while (!page.isDone()) {
                room.loop.runOne();
                for (int count = 0; count < 300 && !going.isEmpty(); count++) {
                    going.remove(random.nextInt(going.size())).goAway();
                }
            }
            var seen = new HashSet<>(ids(page.join()));
            seen.addAll(walk(1_000, page.join().next()));

            assertThat(seen)
                    .as("seed %d", seed)
                    .containsAll(staying.stream().map(ConnectionsTest::id).toList());
        }
    }

    @Nested
    class Disconnecting {
        @Test
        void endsOneAndTellsItWhy() {
            var sink = subscribe(other);
            var stays = subscribe(room.loop);

            assertThat(disconnect(id(sink))).isTrue();

            assertThat(sink.end()).isEqualTo(RecordingSink.End.CLOSED);
            assertThat(sink.signals().getLast().data()).contains("\"reason\":\"revoked\"");
            assertThat(stays.end()).isEqualTo(RecordingSink.End.NONE);
            assertThat(room.hub.stats().subscriptions()).isEqualTo(1);
        }

        @Test
        void findsNobodyTwice() {
            var sink = subscribe(room.loop);
            disconnect(id(sink));

            assertThat(disconnect(id(sink))).isFalse();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"", "nobody", "AAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAB", "!!!!!!!!!!!!!!!!!!!!!!"})
        void findsNobodyUnderANameThatIsNone(String id) {
            var sink = subscribe(room.loop);

            assertThat(disconnect(id)).isFalse();
            assertThat(sink.end()).isEqualTo(RecordingSink.End.NONE);
        }

        private boolean disconnect(String id) {
            var answer = room.hub.disconnect(id, CloseReason.REVOKED).toCompletableFuture();
            runAll();
            return answer.join();
        }
    }

    @Test
    void loopThatHasEndedHoldsUpNobody() {
        subscribe(other);
        var sink = subscribe(room.loop);
        other.shutDown();

        assertThat(ids(list(10))).containsExactly(id(sink));
    }

    @Test
    void hubWhoseLogIsNotReadyHasNone() {
        var broker = new ManualLoop();
        var log = new SlowEventLog(Room.AMPLE, room.clock, 1, broker::execute);
        try (var hub = Hub.builder().log(log).build()) {
            assertThat(hub.connections(ConnectionQuery.first(1))
                            .toCompletableFuture()
                            .join()
                            .connections())
                    .isEmpty();
            assertThat(hub.disconnect("x", CloseReason.REVOKED)
                            .toCompletableFuture()
                            .join())
                    .isFalse();
        }
        broker.runAll();
    }

    private RecordingSink subscribe(ManualLoop loop) {
        var sink = room.subscribe(to("t"), new RecordingSink(loop), loop);
        loop.runAll();
        return sink;
    }

    private ConnectionState only() {
        var connections = list(10).connections();
        assertThat(connections).hasSize(1);
        return connections.getFirst();
    }

    private ConnectionPage list(int limit) {
        return list(new ConnectionQuery(limit, ""));
    }

    private ConnectionPage list(ConnectionQuery query) {
        var page = room.hub.connections(query).toCompletableFuture();
        runAll();
        return page.join();
    }

    private List<String> walk(int limit) {
        return Stream.concat(ids(list(limit)).stream(), walk(limit, list(limit).next()).stream())
                .toList();
    }

    private List<String> walk(int limit, String from) {
        var seen = new ArrayList<String>();
        for (var after = from; !after.isEmpty(); ) {
            var page = list(new ConnectionQuery(limit, after));
            seen.addAll(ids(page));
            after = page.next();
        }
        return seen;
    }

    private void runAll() {
        while (room.loop.runAll() + other.runAll() > 0) {
            // Each may bring about tasks of the other.
        }
    }

    private static List<String> ids(ConnectionPage page) {
        return page.connections().stream().map(ConnectionState::id).toList();
    }

    private static String id(RecordingSink sink) {
        return sink.subscription().map(Subscription::id).orElseThrow();
    }
}
