package dev.spate.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Admission;
import dev.spate.hub.Hub;
import dev.spate.hub.Principal;
import dev.spate.hub.Publication;
import dev.spate.hub.PublishResult;
import dev.spate.hub.Retention;
import dev.spate.hub.SubscribeRequest;
import dev.spate.hub.SubscribeResult;
import dev.spate.testkit.FakeClock;
import dev.spate.testkit.ManualLoop;
import dev.spate.testkit.SlowEventLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The random lives of [SimulationTest] on a log that is far away and shared: everything is answered later and in
/// another order, another node writes in between, appends fail, epochs begin. The truth is what came out of the
/// log's tail.
class SlowLogSimulationTest {
    private static final int STEPS = 2_000;
    private static final long EVERYTHING = 1_000_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everybodyGetsEverythingWhereNothingIsForgotten(long seed) {
        live(seed, EVERYTHING);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void whatIsMissedIsCoveredByAGapWhereTheLogForgets(long seed) {
        live(seed, 60);
    }

    @Test
    void aSeedThatNobodyChose() {
        liveBy(new Random().nextLong());
    }

    @Test
    @Tag("nightly")
    void manySeedsThatNobodyChose() {
        for (int round = 0; round < 300; round++) {
            liveBy(new Random().nextLong());
        }
    }

    private static void liveBy(long seed) {
        live(seed, seed % 2 == 0 ? EVERYTHING : 30);
    }

    private static void live(long seed, long retainedEvents) {
        try (var life = new Life(seed, retainedEvents)) {
            for (int step = 0; step < STEPS; step++) {
                life.step();
            }
            life.settle();
            life.check();
            if (retainedEvents == EVERYTHING) {
                assertThat(life.clients).allMatch(SimulatedClient::hasNoGapThatItDidNotAskFor);
            }
        } catch (AssertionError failure) {
            throw new AssertionError("seed " + seed + ", retaining " + retainedEvents, failure);
        }
    }

    /// Owner: the test's thread.
    private static final class Life implements AutoCloseable {
        final Random random;
        final ManualLoop broker = new ManualLoop();
        final List<ManualLoop> loops = List.of(new ManualLoop(), new ManualLoop());
        final SlowEventLog slow;
        final TappedLog log;
        final Hub hub;
        final List<SimulatedClient> clients;
        final List<CompletableFuture<PublishResult>> answers = new ArrayList<>();

        Life(long seed, long retainedEvents) {
            random = new Random(seed);
            var retention = new Retention(Duration.ofHours(1), 64 << 20, retainedEvents);
            slow = new SlowEventLog(retention, new FakeClock(), seed, broker::execute);
            log = new TappedLog(slow);
            hub = Hub.builder()
                    .log(log)
                    .readers(broker::execute)
                    .limits(SimulationTest.TINY)
                    .build();
            runUntil(hub::isReady);
            clients = SimulationTest.REQUESTS.stream()
                    .flatMap(request -> Stream.of(client(request, 0), client(request, 1)))
                    .toList();
        }

        private SimulatedClient client(SubscribeRequest request, int loop) {
            return new SimulatedClient(this::admit, this::publish, loops.get(loop), request);
        }

        private Admission admit(SubscribeRequest request) {
            var result = hub.subscribe(Principal.ANONYMOUS, request).toCompletableFuture();
            runUntil(result::isDone);
            return ((SubscribeResult.Admitted) result.join()).admission();
        }

        private void publish() {
            answers.add(hub.publish(Principal.ANONYMOUS, something()).toCompletableFuture());
        }

        private Publication something() {
            return SimulationTest.something(random, random.nextInt());
        }

        void step() {
            var client = clients.get(random.nextInt(clients.size()));
            switch (random.nextInt(16)) {
                case 0 -> client.cut();
                case 1 -> client.stallAfter(random.nextInt(4_000));
                case 2 -> client.resume();
                case 3, 4 -> {
                    if (!client.isConnected()) {
                        client.connect(random);
                    }
                }
                case 5, 6 -> publish();
                case 7, 8 -> slow.appendElsewhere(List.of(something()));
                case 9 -> happenRarely();
                case 10 -> client.nudge();
                case 11, 12 -> loops.get(random.nextInt(2)).runOne();
                case 13, 14 -> broker.runOne();
                default -> broker.runAll();
            }
        }

        private void happenRarely() {
            switch (random.nextInt(12)) {
                case 0 -> slow.beginEpoch();
                case 1 -> slow.failNext(SlowEventLog.Failure.LOST);
                case 2 -> slow.failNext(SlowEventLog.Failure.UNANSWERED);
                case 3 -> loops.forEach(ManualLoop::runAll);
                default -> {
                    for (int count = 0; count < 10; count++) {
                        publish();
                    }
                }
            }
        }

        /// Those who are sent away on the way come back.
        void settle() {
            for (int round = 0; round < 3; round++) {
                for (var client : clients) {
                    if (!client.isConnected()) {
                        client.connect(random);
                    }
                    client.resume();
                }
                runUntil(() -> {
                    loops.forEach(ManualLoop::runAll);
                    return answers.stream().allMatch(CompletableFuture::isDone) && isQuiet();
                });
            }
        }

        /// Nothing is to be done any more: the log's steps bring about the loops' tasks, and the other way round.
        private boolean isQuiet() {
            return broker.waiting() == 0 && loops.stream().allMatch(loop -> loop.waiting() == 0);
        }

        void check() {
            clients.forEach(client -> client.check(log.tapped));
        }

        private void runUntil(Callable<Boolean> isSo) {
            Awaitility.await()
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> {
                        broker.runAll();
                        return isSo.call();
                    });
        }

        @Override
        public void close() {
            hub.close();
            loops.forEach(ManualLoop::runAll);
        }
    }
}
