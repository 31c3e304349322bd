package dev.spate.app.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;

/// A hub with its log in files under load, which is killed at random moments and started again. However it goes,
/// everything that was acknowledged reaches every subscriber, once, in the order of the log, and without a gap.
///
/// Owner: the test's thread.
final class KillLoop {
    private static final int PUBLISHERS = 4;
    private static final int MANY_EVENTS = 500;
    private static final int MANY_MILLIS = 900;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final long seed;
    private final Random random;
    private final HubUnderFire hub;
    private final Ledger ledger = new Ledger();
    private final List<StubbornPublisher> publishers = new ArrayList<>();
    private final List<FaithfulSubscriber> subscribers;
    private final List<Thread> publishing = new ArrayList<>();
    private final List<Thread> subscribing = new ArrayList<>();

    KillLoop(Path directory, long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        // Segments of a sixteenth of the retention: they roll and are evicted all the time. What is acknowledged is
        // repeated within seconds, so few keys have to be remembered.
        this.hub = new HubUnderFire(
                directory, "--log", "file:log", "--retention-events", "3200", "--idempotency-keys", "10000");
        this.subscribers = List.of(
                subscriber("topic=*", false, 0, 1, 2, 3),
                subscriber("topic=*&slow=catch-up", true, 0, 1, 2, 3),
                subscriber("topic=t%2F1", false, 1),
                subscriber("topic=t%2F2&topic=t%2F3", true, 2, 3),
                subscriber("topic=t%2F%7Bwho%7D", true, 0, 1, 2, 3));
        for (int index = 0; index < PUBLISHERS; index++) {
            publishers.add(new StubbornPublisher(hub, ledger, index, random.nextLong()));
        }
    }

    void run(int kills) throws IOException, InterruptedException {
        long began = System.nanoTime();
        try (hub) {
            hub.start();
            subscribers.forEach(subscriber -> subscribing.add(started(subscriber)));
            publishers.forEach(publisher -> publishing.add(started(publisher)));
            for (int kill = 0; kill < kills && !ledger.isClosed(); kill++) {
                awaitMoment();
                hub.kill();
                hub.start();
            }
            finish();
        }
        long seconds = (System.nanoTime() - began) / 1_000_000_000;
        check();
        print(kills, seconds);
    }

    private FaithfulSubscriber subscriber(String query, boolean isSlow, Integer... publishers) {
        var wish = new FaithfulSubscriber.Wish(query, isSlow, Set.of(publishers));
        return new FaithfulSubscriber(hub, ledger, wish, random.nextLong());
    }

    private static Thread started(Runnable work) {
        var thread = new Thread(work, work.getClass().getSimpleName());
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /// Three times out of four in the midst of the work, else at any moment: while it recovers, before it listens.
    private void awaitMoment() throws InterruptedException {
        if (random.nextInt(4) > 0) {
            hub.awaitUp();
            ledger.awaitCount(ledger.count() + random.nextInt(MANY_EVENTS), PATIENCE);
            hub.run(Duration.ofNanos(random.nextInt(20_000_000)));
        } else {
            hub.run(Duration.ofMillis(random.nextInt(MANY_MILLIS)));
        }
    }

    private void finish() throws InterruptedException {
        hub.awaitUp();
        ledger.close();
        for (Thread thread : publishing) {
            assertThat(thread.join(PATIENCE)).as("a publisher is done").isTrue();
        }
        assertThat(ledger.failures()).as("seed " + seed).isEmpty();
        boolean isThrough = ledger.awaitAllThrough(PATIENCE);
        hub.over();
        assertThat(hub.terminate()).as("exit code").isZero();
        for (Thread thread : subscribing) {
            assertThat(thread.join(PATIENCE)).as("a subscriber is done").isTrue();
        }
        assertThat(ledger.failures()).as("seed " + seed).isEmpty();
        assertThat(isThrough).as("seed " + seed + ": all got all").isTrue();
    }

    private void check() {
        NavigableMap<Long, Stamp> acknowledged = ledger.all();
        assertThat(new HashSet<>(acknowledged.values()))
                .as("no event stands twice")
                .hasSameSizeAs(acknowledged.keySet());
        subscribers.forEach(subscriber -> {
            var expected = acknowledged.entrySet().stream()
                    .filter(entry -> subscriber.reads(entry.getValue().publisher()))
                    .map(entry -> new FaithfulSubscriber.Received(entry.getKey(), entry.getValue()))
                    .toList();
            assertThat(subscriber.all()).as("seed " + seed + ", " + subscriber).isEqualTo(expected);
        });
        for (int publisher = 0; publisher < PUBLISHERS; publisher++) {
            int of = publisher;
            assertThat(acknowledged.values().stream()
                            .filter(stamp -> stamp.publisher() == of)
                            .map(Stamp::number))
                    .as("seed " + seed + ", the order of publisher " + of)
                    .isSorted();
        }
    }

    private void print(int kills, long seconds) {
        System.out.printf(
                "kill loop: seed %d, %d kills in %d s, %d events acknowledged, %d sent again, %d of them kept already,"
                        + " %d deliveries on %d connections, %d epochs seen%n",
                seed,
                kills,
                seconds,
                ledger.count(),
                publishers.stream().mapToLong(StubbornPublisher::repeated).sum(),
                publishers.stream().mapToLong(StubbornPublisher::duplicates).sum(),
                subscribers.stream().mapToLong(each -> each.all().size()).sum(),
                subscribers.stream().mapToInt(FaithfulSubscriber::connections).sum(),
                subscribers.stream().mapToInt(FaithfulSubscriber::epochs).max().orElse(0));
    }
}
