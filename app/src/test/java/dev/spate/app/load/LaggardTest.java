package dev.spate.app.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.app.bench.Bench;
import dev.spate.app.bench.BenchPlan;
import dev.spate.app.bench.BenchResult;
import dev.spate.app.bench.Target;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// What somebody costs who is a hundred thousand events behind: a cursor, not a queue. Two hubs bear the same
/// publications, one with ten thousand subscribers that never read; what they differ by is theirs, since the
/// window is so small that it is full on both. The log keeps enough for those who read and are late.
class LaggardTest {
    private static final int LAGGARDS = 10_000;
    private static final int READERS = 10;
    private static final int EVENTS_A_SECOND = 10_000;
    private static final int SECONDS = 12;
    private static final long MANY_EVENTS = 50_000;
    private static final long MAX_BYTES_ABOVE_IDLE = 2_048;

    /// What a hub took when all were open and when all lagged, then without the blocks that sockets hold: these are
    /// bounded for all together, by `limits.pinned`.
    private record Taken(long openHeap, long lateHeap, long openResident, long lateResident) {}

    @Test
    void tenThousandThatLagByAHundredThousandEventsCostNoMoreThanACursorEach() throws Exception {
        var without = bear(0);
        var with = bear(LAGGARDS);

        long idle = (with.openHeap() - without.openHeap()) / LAGGARDS;
        long lagging = (with.lateHeap() - without.lateHeap()) / LAGGARDS;
        long resident = (with.lateResident() - without.lateResident()) / LAGGARDS;
        System.out.printf(
                "a laggard: %d bytes of heap, %d more than an idle stream; resident memory, direct memory included: %d"
                        + " bytes%n",
                lagging, lagging - idle, resident);
        assertThat(lagging - idle).isLessThanOrEqualTo(MAX_BYTES_ABOVE_IDLE);
    }

    private static Taken bear(int laggards) throws Exception {
        try (var hub = HubProcess.start(
                "-Xms1g", "-Xmx1g", "--", "--slow-stalled", "10m", "--window", "4MiB", "--retention-size", "16MiB")) {
            var heap = new HeapWatch(hub, SECONDS);
            var plan = plan(hub, laggards);

            BenchResult result = new Bench(plan, Optional.empty(), heap, new CountDownLatch(1)).run();

            assertThat(result.isGood()).as("%s", result.faults()).isTrue();
            System.out.printf(
                    "%d behind by %d events%n", laggards, result.published().count());
            assertThat(result.published().count()).isGreaterThan(MANY_EVENTS);
            return new Taken(
                    heap.openBytes(),
                    heap.samples().getLast().heapBytes() - heap.latePinned(),
                    heap.openResident(),
                    heap.lateResident());
        }
    }

    private static BenchPlan plan(HubProcess hub, int laggards) {
        String url = "http://127.0.0.1:" + hub.address().getPort() + "/events";
        var flow = new BenchPlan.Flow(Target.Bulk.REQUESTS, EVENTS_A_SECOND, 4, 64);
        return new BenchPlan(
                Target.hub(url, flow.bulk()),
                new BenchPlan.Crowd(READERS, laggards, 1, List.of()),
                new BenchPlan.Load(new BenchPlan.Story.Steady(), flow, 1, 100),
                new BenchPlan.Times(Duration.ZERO, Duration.ofSeconds(SECONDS), Duration.ofMinutes(2)));
    }
}
