package dev.spate.hub.internal.log.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Position;
import dev.spate.hub.Publication;
import dev.spate.hub.spi.Entry;
import java.io.IOException;
import java.lang.ref.WeakReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// What a segment holds on to.
final class SegmentTest {
    private final HeapDisk disk = new HeapDisk();
    private final LogStore store = LogStore.of(disk, new byte[KeyedHash.KEY_BYTES]);

    private OpenIndex index() {
        var index = new OpenIndex(1, store.hash());
        for (int offset = 1; offset <= 1_000; offset++) {
            var entry = new Entry(new Position(1, offset), 0, Publication.of("t" + offset, ""));
            index.add(100L * offset, entry, 0, SegmentIndex.NONE);
        }
        return index;
    }

    private WeakReference<OpenIndex> seal(Segment segment, OpenIndex index) throws IOException {
        var name = LogStore.indexName(1);
        SealedIndex.write(disk, name, index, 0);
        segment.sealed(SealedIndex.open(disk, name, store.hash()), disk.bytes(name).length);
        return new WeakReference<>(index);
    }

    @Test
    void theIndexInMemoryGoesOnceTheFileIsThere() throws IOException {
        var index = index();
        long before = index.heapBytes();
        var segment = new Segment(store, index, 0);
        var open = seal(segment, index);
        index = null;

        Awaitility.await().until(() -> {
            System.gc();
            return open.refersTo(null);
        });
        assertThat(segment.isSealed()).isTrue();
        assertThat(segment.index().heapBytes()).isLessThan(before / 2);
    }
}
