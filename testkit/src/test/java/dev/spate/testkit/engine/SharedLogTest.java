package dev.spate.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spate.hub.Hub;
import dev.spate.hub.Matcher;
import dev.spate.hub.Principal;
import dev.spate.hub.Publication;
import dev.spate.hub.PublishResult;
import dev.spate.hub.Retention;
import dev.spate.hub.StartAt;
import dev.spate.hub.SubscribeRequest;
import dev.spate.hub.SubscribeResult;
import dev.spate.testkit.FakeClock;
import dev.spate.testkit.RecordingSink;
import dev.spate.testkit.SlowEventLog;
import dev.spate.testkit.SlowEventLog.Failure;
import dev.spate.testkit.ThreadLoop;
import dev.spate.testkit.Wanted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A hub on a log that is far away and shared: answers come late and on other threads, and another node writes too.
class SharedLogTest {
    private static final int ROUNDS = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final ExecutorService broker = Executors.newFixedThreadPool(3);
    private final SlowEventLog log =
            new SlowEventLog(new Retention(Duration.ofHours(1), 64 << 20, 100_000), new FakeClock(), seed, broker);
    private final ThreadLoop loop = new ThreadLoop("shared-log");
    private final Hub hub = Hub.builder().log(log).build();

    @BeforeEach
    void awaitHub() {
        await().atMost(PATIENCE).until(hub::isReady);
    }

    @AfterEach
    void end() {
        hub.close();
        broker.shutdownNow();
        loop.close();
    }

    private RecordingSink subscribe(SubscribeRequest request) {
        return subscribe(request, Long.MAX_VALUE);
    }

    /// Subscribes as a client that takes no more than so many bytes.
    private RecordingSink subscribe(SubscribeRequest request, long bytes) {
        var result = Room.join(hub.subscribe(Principal.ANONYMOUS, request).toCompletableFuture());
        var admission = ((SubscribeResult.Admitted) result).admission();
        var sink = new RecordingSink(loop);
        loop.run(() -> {
            sink.stallAfter(bytes);
            sink.belongsTo(admission.attach(sink, loop));
        });
        return sink;
    }

    private static SubscribeRequest everything() {
        return SubscribeRequest.to(Matcher.parse("*"));
    }

    private PublishResult publish(String data) {
        var publication = Publication.of("here", data);
        return Room.join(hub.publish(Principal.ANONYMOUS, publication).toCompletableFuture());
    }

    /// Publishes here and elsewhere at the same time.
    private CompletableFuture<Void> publishFromBothSides() {
        return CompletableFuture.runAsync(() -> {
            for (int round = 0; round < ROUNDS; round++) {
                var elsewhere = log.appendElsewhere(List.of(Publication.of("there", "there" + round)));
                publish("here" + round);
                Room.join(elsewhere.toCompletableFuture());
            }
        });
    }

    /// The data of everything in the log, in its order.
    private List<String> logged() {
        var data = new ArrayList<String>();
        long cursor = 0;
        boolean isAtHead = false;
        while (!isAtHead) {
            var page = Room.join(
                    log.read(cursor, Wanted.everything(), 100, 1 << 20).toCompletableFuture());
            page.entries().forEach(entry -> data.add(entry.publication().event().data()));
            cursor = page.next();
            isAtHead = page.isAtHead();
        }
        return data;
    }

    @Test
    void bothNodesEventsArriveOnceInTheLogsOrder() {
        var sink = subscribe(everything());

        Room.join(publishFromBothSides());

        await().atMost(PATIENCE).until(() -> sink.data().size() >= 2 * ROUNDS);
        assertThat(sink.data()).as("seed %d", seed).isEqualTo(logged());
    }

    @Test
    void clientThatIsCutAgainAndAgainMissesNothing() {
        var received = new ArrayList<String>();
        var publishing = publishFromBothSides();
        var lastId = "";
        int cuts = 0;
        while (received.size() < 2 * ROUNDS) {
            var start = lastId.isEmpty() ? new StartAt.Earliest() : new StartAt.After(lastId);
            var sink = subscribe(everything().from(start), 200 + random.nextInt(800));
            await().atMost(PATIENCE)
                    .until(() -> sink.pendingBytes() > 0
                            || received.size() + sink.data().size() == 2 * ROUNDS);
            loop.run(sink::goAway);
            received.addAll(sink.data());
            lastId = sink.lastEventId();
            cuts++;
            assertThat(sink.signals()).noneMatch(signal -> signal.type().equals("spate.gap"));
        }
        Room.join(publishing);

        assertThat(received).as("seed %d", seed).isEqualTo(logged());
        assertThat(cuts).isGreaterThan(5);
    }

    @Test
    void publisherIsRefusedWhereTheAnswerIsLost() {
        var sink = subscribe(everything());
        log.failNext(Failure.UNANSWERED);
        log.failNext(Failure.LOST);

        var results = IntStream.rangeClosed(1, 3)
                .mapToObj(index -> publish("event" + index))
                .toList();

        await().atMost(PATIENCE).until(() -> sink.data().contains("event3"));
        assertThat(sink.data()).containsExactly("event1", "event3");
        assertThat(results.subList(0, 2)).allMatch(PublishResult.Refused.class::isInstance);
        assertThat(results.getLast()).isInstanceOf(PublishResult.Accepted.class);
    }

    @Test
    void newEpochIsNoGapForWhoHasEverythingOfTheOld() {
        var sink = subscribe(everything());
        publish("old");
        await().atMost(PATIENCE).until(() -> sink.data().size() == 1);
        loop.run(sink::goAway);

        log.beginEpoch();
        publish("new");

        var again = subscribe(everything().after(sink.lastEventId()));
        await().atMost(PATIENCE).until(() -> again.data().size() == 1);
        assertThat(again.data()).containsExactly("new");
        assertThat(again.signals()).noneMatch(signal -> signal.type().equals("spate.gap"));
    }
}
