package dev.spate.app.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A hub in a process of its own under load from this one. What is asserted is order, loss, doubles and bounds;
/// times are printed, not judged.
class LoadTest {
    private static final int MANY = 10_000;
    private static final long KIB = 1024;
    /// What a memory log of a quarter of 512 MiB and the window may hold.
    private static final long LOG_AND_WINDOW_BYTES = (128 + 64) << 20;

    @Test
    void tenThousandSubscribersGetTenEventsASecondInOrder() throws Exception {
        try (var hub = HubProcess.start("-Xmx1g")) {
            var address = hub.address();
            warmUp(address);
            long heapBefore = hub.liveHeapBytes();
            try (var swarm = new Swarm(new Swarm.Crowd(address, "/events/load", MANY, 0));
                    var feed = new NumberFeed(address, "load")) {
                awaitOpened(swarm, MANY);
                long perStream = (hub.liveHeapBytes() - heapBefore) / MANY;
                System.out.printf("heap of an idle stream: %d bytes%n", perStream);

                publishAtTenASecond(feed, 10);
                awaitDelivered(swarm, MANY * feed.last());

                swarm.requireFaultless();
                assertThat(perStream).isLessThanOrEqualTo(1536);
            }
        }
    }

    @Test
    void fiftyOfAThousandThatNeverReadHoldNobodyUpAndTakeNoMemoryForTheirLag() throws Exception {
        try (var hub = HubProcess.start("-Xmx512m")) {
            var address = hub.address();
            try (var swarm = new Swarm(new Swarm.Crowd(address, "/events/load", 950, 50));
                    var feed = new NumberFeed(address, "load")) {
                awaitOpened(swarm, 950);
                publishAndAwait(swarm, feed, 20_000);
                long early = hub.liveHeapBytes();

                publishAndAwait(swarm, feed, 40_000);
                long late = hub.liveHeapBytes();

                swarm.requireFaultless();
                System.out.printf("heap with 50 stalled: %d KiB, then %d KiB%n", early / KIB, late / KIB);
                assertThat(late - early).isLessThan(40_000 * 600L);
            }
        }
    }

    @Test
    void twoClientsThatPublishFlatOutAreSlowedAndNobodyLagsIntoAGap() throws Exception {
        flatOut(Duration.ofSeconds(15));
    }

    @Test
    @Tag("nightly")
    void twoClientsThatPublishFlatOutForAMinuteAreSlowedAndNobodyLagsIntoAGap() throws Exception {
        flatOut(Duration.ofMinutes(1));
    }

    private static void flatOut(Duration time) throws IOException, InterruptedException {
        try (var hub = HubProcess.start("-Xmx512m")) {
            var address = hub.address();
            try (var first = new Swarm(new Swarm.Crowd(address, "/events/first", 20, 0));
                    var second = new Swarm(new Swarm.Crowd(address, "/events/second", 20, 0))) {
                awaitOpened(first, 20);
                awaitOpened(second, 20);
                var feeds = List.of(new BulkFeed(address, "first"), new BulkFeed(address, "second"));
                TimeUnit.MILLISECONDS.sleep(time.toMillis() / 2);
                long early = hub.liveHeapBytes();
                TimeUnit.MILLISECONDS.sleep(time.toMillis() / 2);
                long late = hub.liveHeapBytes();
                long published = feeds.get(0).stop();
                long publishedToo = feeds.get(1).stop();

                awaitDelivered(first, 20 * published);
                awaitDelivered(second, 20 * publishedToo);
                System.out.printf(
                        "flat out: %d events in %d s to 40 subscribers, live heap %d then %d KiB%n",
                        published + publishedToo, time.toSeconds(), early / KIB, late / KIB);
                assertThat(Math.max(early, late)).isLessThan(LOG_AND_WINDOW_BYTES + (64 << 20));
            }
        }
    }

    private static void publishAndAwait(Swarm swarm, NumberFeed feed, int count) throws IOException {
        long readers = swarm.opened();
        for (int index = 0; index < count; index += 100) {
            feed.publish(100);
        }
        awaitDelivered(swarm, readers * feed.last());
    }

    private static void publishAtTenASecond(NumberFeed feed, int seconds) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        for (int index = 0; index < seconds * 10; index++) {
            long due = begin + Duration.ofMillis(100L * index).toNanos();
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            feed.publish(1);
        }
    }

    private static void warmUp(InetSocketAddress address) throws IOException, InterruptedException {
        try (var swarm = new Swarm(new Swarm.Crowd(address, "/events/warm", 200, 0));
                var feed = new NumberFeed(address, "warm")) {
            awaitOpened(swarm, 200);
            publishAndAwait(swarm, feed, 2_000);
        }
    }

    private static void awaitOpened(Swarm swarm, long count) {
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> swarm.opened() == count);
    }

    private static void awaitDelivered(Swarm swarm, long count) {
        Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> {
            swarm.requireFaultless();
            return swarm.delivered() == count;
        });
    }
}
