package dev.spate.hub.internal.log.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.spi.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// One thread adds, others read at the same time.
class OpenIndexRaceTest {
    private static final int ENTRIES = 20_000;
    private static final int READERS = 2;
    private static final int NAMES = 500;

    private final long seed = new Random().nextLong();
    private final KeyedHash hash = new KeyedHash(new byte[KeyedHash.KEY_BYTES]);
    private final RandomEntries entries = new RandomEntries(new Random(seed), NAMES);
    private final OpenIndex index = new OpenIndex(1, hash);
    private final List<Entry> all = new ArrayList<>();

    private void addAll() {
        for (int ordinal = 0; ordinal < ENTRIES; ordinal++) {
            index.add(2L * ordinal, all.get(ordinal), 1, SegmentIndex.NONE);
        }
    }

    /// @return how often something was read before all had been added
    private int readUntilAllIsThere(CountDownLatch begun) throws IOException {
        int reads = 0;
        for (int count = 0; count < ENTRIES; reads++) {
            begun.countDown();
            count = index.count();
            if (count > 0) {
                check(count - 1);
            }
        }
        return reads;
    }

    private void check(int ordinal) throws IOException {
        var entry = all.get(ordinal);
        assertThat(index.place(ordinal)).isEqualTo(2L * ordinal);
        assertThat(index.timeMillis(ordinal)).isEqualTo(entry.timeMillis());
        assertThat(index.firstAtOrAfter(entry.timeMillis())).isBetween(0, ordinal);
        for (var topic : entry.publication().topics()) {
            var cursor = index.postings(hash.of(topic.name()));
            assertThat(cursor.firstAfter(ordinal - 1)).isEqualTo(ordinal);
            int before = cursor.previous();
            assertThat(before == SegmentIndex.NONE
                            || all.get(before).publication().topics().contains(topic))
                    .isTrue();
        }
        if (!entry.publication().event().id().isNone()) {
            assertThat(index.firstUse(hash.of(entry.publication().event().id().text())))
                    .isBetween(1L, entry.offset());
        }
        assertThat(index.topics("").next().count()).isPositive();
    }

    @Test
    void whatWasAddedIsFoundByOthersWhole() throws Exception {
        for (int ordinal = 0; ordinal < ENTRIES; ordinal++) {
            all.add(entries.next(1 + ordinal));
        }
        var begun = new CountDownLatch(READERS);

        try (var threads = Executors.newFixedThreadPool(READERS)) {
            Callable<Integer> reader = () -> readUntilAllIsThere(begun);
            var first = threads.submit(reader);
            var second = threads.submit(reader);
            begun.await();
            addAll();

            assertThat(first.get()).as("seed %d", seed).isGreaterThan(1);
            assertThat(second.get()).as("seed %d", seed).isGreaterThan(1);
        }
    }
}
