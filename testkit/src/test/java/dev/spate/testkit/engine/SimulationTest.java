package dev.spate.testkit.engine;

import static dev.spate.testkit.engine.Room.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.HubLimits;
import dev.spate.hub.Publication;
import dev.spate.hub.Retention;
import dev.spate.hub.SlowPolicy;
import dev.spate.hub.SlowRule;
import dev.spate.hub.SubscribeRequest;
import dev.spate.testkit.ManualLoop;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random lives of many clients on two loops, with limits so small that every path is taken: cut, stalled, resumed
/// from the window and from the log, while others publish. Each client must have got exactly what the hub said it
/// took.
class SimulationTest {
    static final HubLimits TINY = HubLimits.standard()
            .with()
            .maxWindowBytes(65_536)
            .maxDrainBytes(1_024)
            .maxTurnWrites(3)
            .maxReadEntries(3)
            .slow(new SlowRule(SlowPolicy.CATCH_UP, 4_096, Duration.ofHours(1)))
            .build();
    private static final int STEPS = 1_500;
    private static final long EVERYTHING = 1_000_000;

    /// What clients ask for: of every kind of matcher and filter one.
    static final List<SubscribeRequest> REQUESTS = List.of(
            to("*"),
            to("a/1"),
            to("a/1", "a/2"),
            to("a/{x}"),
            to("{+x}2", "a/1"),
            to("*").ofTypes("up"),
            to("a/{x}").withKeys("k"),
            to("*").whenSlow(SlowPolicy.DROP),
            to("*").whenSlow(SlowPolicy.CONFLATE),
            to("a/1").whenSlow(SlowPolicy.CONFLATE),
            to("{+x}").whenSlow(SlowPolicy.DISCONNECT),
            to("never"));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everybodyGetsEverythingWhereNothingIsForgotten(long seed) {
        live(seed, EVERYTHING);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void whatIsMissedIsCoveredByAGapWhereTheLogForgets(long seed) {
        live(seed, 40);
    }

    @Test
    void aSeedThatNobodyChose() {
        liveBy(new Random().nextLong());
    }

    @Test
    @Tag("nightly")
    void manySeedsThatNobodyChose() {
        for (int round = 0; round < 500; round++) {
            liveBy(new Random().nextLong());
        }
    }

    private void liveBy(long seed) {
        live(seed, seed % 2 == 0 ? EVERYTHING : 25);
    }

    private void live(long seed, long retainedEvents) {
        var retention = new Retention(Duration.ofHours(1), 64 << 20, retainedEvents);
        try (var room = new Room(builder -> builder.memoryLog(retention).limits(TINY))) {
            var loops = List.of(room.loop, new ManualLoop());
            var random = new Random(seed);
            var clients = clients(room, loops);
            for (int step = 0; step < STEPS; step++) {
                step(random, room, loops, clients);
            }
            settle(random, loops, clients);
            clients.forEach(client -> client.check(room.published));
            if (retainedEvents == EVERYTHING) {
                assertThat(clients).allMatch(SimulatedClient::hasNoGapThatItDidNotAskFor);
            }
        } catch (AssertionError failure) {
            throw new AssertionError("seed " + seed + ", retaining " + retainedEvents, failure);
        }
    }

    private void step(Random random, Room room, List<ManualLoop> loops, List<SimulatedClient> clients) {
        var client = clients.get(random.nextInt(clients.size()));
        switch (random.nextInt(10)) {
            case 0 -> client.cut();
            case 1 -> client.stallAfter(random.nextInt(4_000));
            case 2 -> client.resume();
            case 3, 4 -> {
                if (!client.isConnected()) {
                    client.connect(random);
                }
            }
            case 5, 6, 7 -> publishSome(random, room);
            case 8 -> loops.get(random.nextInt(2)).runOne();
            default -> loops.get(random.nextInt(2)).runAll();
        }
    }

    private static List<SimulatedClient> clients(Room room, List<ManualLoop> loops) {
        return REQUESTS.stream()
                .flatMap(request -> loops.stream()
                        .flatMap(loop -> Stream.of(request, request)
                                .map(same -> new SimulatedClient(
                                        room::admit,
                                        () -> room.publish("a/1", "while it was being admitted"),
                                        loop,
                                        same))))
                .toList();
    }

    private static void publishSome(Random random, Room room) {
        int count = random.nextInt(8) == 0 ? 30 : 1 + random.nextInt(3);
        for (int index = 0; index < count; index++) {
            room.publish(something(random, room.published.size()));
        }
    }

    /// A publication that some of the clients want.
    static Publication something(Random random, int number) {
        var publication = Publication.of(
                List.of("a/1", "a/2", "b/2", "c").get(random.nextInt(4)),
                number + " " + "x".repeat(random.nextInt(300)));
        if (random.nextInt(4) == 0) {
            publication = publication.withType("up").withKey("k");
        }
        return random.nextInt(5) == 0 ? publication.withId("own-" + number) : publication;
    }

    /// Those who are sent away on the way come back.
    private static void settle(Random random, List<ManualLoop> loops, List<SimulatedClient> clients) {
        for (int round = 0; round < 3; round++) {
            for (var client : clients) {
                if (!client.isConnected()) {
                    client.connect(random);
                }
                client.resume();
            }
            loops.forEach(ManualLoop::runAll);
        }
    }
}
