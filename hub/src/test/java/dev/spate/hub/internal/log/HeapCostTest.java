package dev.spate.hub.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Publication;
import dev.spate.hub.Retention;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Holds what the log says it takes against what the heap says.
@Tag("nightly")
class HeapCostTest {
    private static final int ENTRIES = 300_000;

    @Test
    void smallEntriesOfOneTopic() {
        assertHonest(index -> Publication.of("prices", "174.32"));
    }

    @Test
    void entriesOfManyTopics() {
        assertHonest(index -> Publication.of("users/" + index, "hello"));
    }

    @Test
    void entriesWithKeysAndIds() {
        assertHonest(index ->
                Publication.of("prices", "174.32").withKey("key" + index).withId("id" + index));
    }

    @Test
    void largerEntries() {
        assertHonest(index -> Publication.of("news", "x".repeat(1_000)));
    }

    private static void assertHonest(IntFunction<Publication> publications) {
        long before = used();
        var log = new MemoryEventLog(
                new Retention(Duration.ofDays(1), Long.MAX_VALUE, ENTRIES),
                InstantSource.system(),
                new Random(1),
                Runnable::run);
        for (int index = 0; index < ENTRIES; index++) {
            log.append(List.of(publications.apply(index)));
        }
        long taken = used() - before;

        assertThat(taken / (double) log.bounds().bytes())
                .as("%d bytes taken, said to be %d", taken, log.bounds().bytes())
                .isBetween(0.75, 1.05);
    }

    private static long used() {
        var memory = ManagementFactory.getMemoryMXBean();
        for (int times = 0; times < 3; times++) {
            memory.gc();
        }
        return memory.getHeapMemoryUsage().getUsed();
    }
}
