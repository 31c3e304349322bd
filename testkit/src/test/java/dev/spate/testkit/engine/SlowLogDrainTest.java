package dev.spate.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Hub;
import dev.spate.hub.Principal;
import dev.spate.hub.Publication;
import dev.spate.hub.PublishResult;
import dev.spate.hub.SubscribeResult;
import dev.spate.testkit.FakeClock;
import dev.spate.testkit.ManualLoop;
import dev.spate.testkit.RecordingSink;
import dev.spate.testkit.SlowEventLog;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A log that answers publishers before their events come out of its tail, or after: whatever was acknowledged
/// reaches who is live before they are sent away.
class SlowLogDrainTest {
    private final ManualLoop broker = new ManualLoop();
    private final ManualLoop loop = new ManualLoop();

    @AfterEach
    void runOut() {
        broker.runAll();
        loop.runAll();
    }

    static IntStream seeds() {
        return IntStream.range(0, 30);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everybodyGetsAllThatWasAcknowledgedBeforeTheFarewell(int seed) {
        var random = new Random(seed);
        try (var hub = Hub.builder()
                .log(new SlowEventLog(Room.AMPLE, new FakeClock(), seed, broker::execute))
                .readers(broker::execute)
                .build()) {
            until(random, hub::isReady);
            var sink = subscribe(hub, random);
            var answers = IntStream.range(0, 5)
                    .mapToObj(number -> hub.publish(Principal.ANONYMOUS, Publication.of("t", "event " + number))
                            .toCompletableFuture())
                    .toList();
            var drained = hub.drain(Duration.ofSeconds(60)).toCompletableFuture();
            until(random, drained::isDone);

            var accepted = answers.stream()
                    .map(CompletableFuture::join)
                    .filter(PublishResult.Accepted.class::isInstance)
                    .count();
            assertThat(accepted).isEqualTo(5);
            assertThat(sink.data()).hasSize(5);
            assertThat(sink.end()).isEqualTo(RecordingSink.End.CLOSED);
        }
    }

    private RecordingSink subscribe(Hub hub, Random random) {
        var result = hub.subscribe(Principal.ANONYMOUS, Room.to("t")).toCompletableFuture();
        until(random, result::isDone);
        var sink = new RecordingSink(loop);
        var admission = ((SubscribeResult.Admitted) result.join()).admission();
        loop.run(() -> sink.belongsTo(admission.attach(sink, loop)));
        return sink;
    }

    /// Lets the log and the loop go on by turns.
    private void until(Random random, Callable<Boolean> isSo) {
        Awaitility.await()
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> {
                    for (int step = 0; step < 20; step++) {
                        (random.nextBoolean() ? broker : loop).runOne();
                    }
                    return isSo.call();
                });
    }
}
