package dev.spate.app.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.app.bench.Bench;
import dev.spate.app.bench.BenchPlan;
import dev.spate.app.bench.BenchResult;
import dev.spate.app.bench.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A hub in a process of its own under load from this one. What is asserted is order, loss, doubles and bounds;
/// times are printed, not judged.
class LoadTest {
    private static final int MANY = 10_000;
    private static final long KIB = 1024;
    private static final double FLAT_OUT = Double.POSITIVE_INFINITY;
    /// What a memory log of a quarter of 512 MiB and the window may hold.
    private static final long LOG_AND_WINDOW_BYTES = (128 + 64) << 20;

    @Test
    void tenThousandSubscribersGetTenEventsASecondInOrder() throws Exception {
        try (var hub = HubProcess.start("-Xmx1g")) {
            var flow = new BenchPlan.Flow(Target.Bulk.REQUESTS, 10, 1, 64);
            run(hub, new Work(200, 0, new BenchPlan.Flow(Target.Bulk.REQUESTS, 1000, 1, 64), 1, 2), 60);
            long heapBefore = hub.liveHeapBytes();

            var heap = run(hub, new Work(MANY, 0, flow, 1, 10), 60);

            long perStream = (heap.openBytes() - heapBefore) / MANY;
            System.out.printf("heap of an idle stream: %d bytes%n", perStream);
            assertThat(perStream).isLessThanOrEqualTo(1536);
        }
    }

    @Test
    void fiftyOfAThousandThatNeverReadHoldNobodyUpAndTakeNoMemoryForTheirLag() throws Exception {
        try (var hub = HubProcess.start("-Xmx512m")) {
            // So few in flight that the readers keep up: what grows is counted by what they were delivered.
            var flow = new BenchPlan.Flow(Target.Bulk.REQUESTS, FLAT_OUT, 1, 4);

            var samples = run(hub, new Work(950, 50, flow, 1, 10), 4).samples();

            var early = samples.getFirst();
            var late = samples.getLast();
            long events = (late.deliveries() - early.deliveries()) / 950;
            System.out.printf(
                    "heap with 50 stalled: %d KiB, %d KiB after %d more events%n",
                    early.heapBytes() / KIB, late.heapBytes() / KIB, events);
            assertThat(samples).hasSizeGreaterThan(1);
            assertThat(late.heapBytes() - early.heapBytes()).isLessThan(events * 600 + 4096 * KIB);
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
            // Not by feeds, which bring more than forty readers on these cores can take: gaps, announced, would be
            // right.
            var flow = new BenchPlan.Flow(Target.Bulk.REQUESTS, FLAT_OUT, 2, 16);
            int seconds = (int) time.toSeconds();

            var samples =
                    run(hub, new Work(40, 0, flow, 2, seconds), seconds / 2).samples();

            samples.forEach(sample -> System.out.printf(
                    "flat out: live heap %d KiB after %d deliveries%n", sample.heapBytes() / KIB, sample.deliveries()));
            assertThat(samples).isNotEmpty().allMatch(sample -> sample.heapBytes() < LOG_AND_WINDOW_BYTES + (64 << 20));
        }
    }

    /// Who reads, who does not, who publishes to how many topics, and how long.
    private record Work(int reading, int stalled, BenchPlan.Flow flow, int topics, int seconds) {
        BenchPlan plan(HubProcess hub) {
            String url = "http://127.0.0.1:" + hub.address().getPort() + "/events";
            return new BenchPlan(
                    Target.hub(url, flow.bulk()),
                    new BenchPlan.Crowd(reading, stalled, 1, List.of()),
                    new BenchPlan.Load(new BenchPlan.Story.Steady(), flow, topics, 100),
                    new BenchPlan.Times(Duration.ZERO, Duration.ofSeconds(seconds), Duration.ofMinutes(2)));
        }
    }

    /// Every delivery has to be in order; the heap is looked at on the way.
    private static HeapWatch run(HubProcess hub, Work work, int heapEverySeconds) throws InterruptedException {
        var heap = new HeapWatch(hub, heapEverySeconds);
        BenchResult result = new Bench(work.plan(hub), Optional.empty(), heap, new CountDownLatch(1)).run();
        System.out.printf(
                "%d events, %d deliveries, %.0f a second, 99 %% of them within %.1f ms%n",
                result.published().count(),
                result.delivered().rate().count(),
                result.delivered().rate().perSecond(),
                result.delivered().rate().latency().p99());
        assertThat(result.isGood()).as("%s", result.faults()).isTrue();
        return heap;
    }
}
