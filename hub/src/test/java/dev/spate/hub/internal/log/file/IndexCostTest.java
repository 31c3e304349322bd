package dev.spate.hub.internal.log.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Position;
import dev.spate.hub.Publication;
import dev.spate.hub.Topic;
import dev.spate.hub.spi.Entry;
import dev.spate.wire.Event;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What an index costs in memory and on disk, an entry.
class IndexCostTest {
    private static final int ENTRIES = 100_000;
    private static final String NAME = "00000000000000000001.idx";
    private static final List<Topic> TOPIC = List.of(new Topic("prices/0"));

    private final Random random = new Random(1);
    private final KeyedHash hash = new KeyedHash(new byte[KeyedHash.KEY_BYTES]);
    private final HeapDisk disk = new HeapDisk();
    private final OpenIndex index = new OpenIndex(1, hash);

    private void add(Publication publication, int ordinal) {
        var entry = new Entry(new Position(1, 1L + ordinal), 1_760_000_000_000L + ordinal / 10, publication);
        index.add(150L * ordinal, entry, 100, SegmentIndex.NONE);
    }

    private long fileBytes() throws IOException {
        SealedIndex.write(disk, NAME, index, 0);
        return disk.bytes(NAME).length;
    }

    @Test
    void isSmallForFewTopicsAndNoNames() throws IOException {
        for (int ordinal = 0; ordinal < ENTRIES; ordinal++) {
            add(Publication.of(TOPIC, Event.of("")), ordinal);
        }

        assertThat(index.heapBytes()).isLessThan(13L * ENTRIES);
        assertThat(fileBytes()).isLessThan(10L * ENTRIES);
    }

    @Test
    void isModestForManyTopicsAndKeys() throws IOException {
        for (int ordinal = 0; ordinal < ENTRIES; ordinal++) {
            int symbol = random.nextInt(10_000);
            add(Publication.of("prices/" + symbol, "").withKey("s" + symbol), ordinal);
        }

        assertThat(index.heapBytes()).isLessThan(24L * ENTRIES);
        assertThat(fileBytes()).isLessThan(15L * ENTRIES);
    }

    @Test
    void isBoundedWhereEveryEntryHasATopicAKeyAndAnIdOfItsOwn() throws IOException {
        for (int ordinal = 0; ordinal < ENTRIES; ordinal++) {
            add(Publication.of("t" + ordinal, "").withKey("k").withId("i" + ordinal), ordinal);
        }

        assertThat(index.heapBytes()).isLessThan(130L * ENTRIES);
        assertThat(fileBytes()).isLessThan(90L * ENTRIES);
        assertThat(index.isFull()).isFalse();
    }

    @Test
    void fillsAnIndexBeforeItTakesTooMuchMemory() {
        int ordinal = 0;
        while (!index.isFull()) {
            add(Publication.of("t" + ordinal, "").withKey("k").withId("i" + ordinal), ordinal);
            ordinal++;
        }

        assertThat(ordinal).isGreaterThan(400_000);
        assertThat(index.heapBytes()).isLessThan(OpenIndex.MAX_HEAP_BYTES + (32L << 20));
    }
}
