package dev.spate.hub.internal.log.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SortedHashesTest {
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final HeapDisk disk = new HeapDisk();

    private SortedHashes of(long... hashes) throws IOException {
        var file = disk.create("hashes" + disk.names().size());
        var out = new BlockWriter(file);
        for (long hash : hashes) {
            out.putLong(hash);
        }
        out.finish();
        return new SortedHashes(new BlockReader("hashes", file), 0, hashes.length);
    }

    private void assertFindsEach(long... hashes) throws IOException {
        var sorted = LongStream.of(hashes).sorted().distinct().toArray();
        var found = of(sorted);
        for (int index = 0; index < sorted.length; index++) {
            assertThat(found.find(sorted[index])).as("seed %d", seed).isEqualTo(index);
            for (long other : new long[] {sorted[index] - 1, sorted[index] + 1}) {
                int expected = Math.max(Arrays.binarySearch(sorted, other), SegmentIndex.NONE);
                assertThat(found.find(other)).as("seed %d", seed).isEqualTo(expected);
            }
        }
    }

    @Test
    void findsWhatIsSpreadEvenly() throws IOException {
        assertFindsEach(random.longs(20_000).toArray());
    }

    @Test
    void findsWhatIsNot() throws IOException {
        assertFindsEach(LongStream.range(0, 3_000).toArray());
        assertFindsEach(
                LongStream.range(0, 3_000).map(index -> Long.MIN_VALUE + index).toArray());
        assertFindsEach(
                LongStream.range(0, 3_000).map(index -> Long.MAX_VALUE - index).toArray());
    }

    @Test
    void findsTheOutermost() throws IOException {
        assertFindsEach(Long.MIN_VALUE);
        assertFindsEach(Long.MAX_VALUE);
        assertFindsEach(Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE);
    }

    @Test
    void findsNothingAmongNone() throws IOException {
        assertThat(of().find(0)).isEqualTo(SegmentIndex.NONE);
    }

    @Test
    void readsFewBlocksForOneHash() throws IOException {
        var hashes = random.longs(200_000).sorted().toArray();
        var found = of(hashes);
        int before = disk.reads();

        int searches = 100;
        for (int count = 0; count < searches; count++) {
            found.find(hashes[random.nextInt(hashes.length)]);
        }

        // Every third read of a block takes five, since the disk gives less than was asked for.
        assertThat(disk.reads() - before).as("seed %d", seed).isLessThan(searches * 10);
    }
}
