package dev.spate.hub.internal.log.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.hub.spi.Entry;
import java.io.IOException;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The open index and the sealed one against one that looks at every entry.
class SegmentIndexTest {
    private static final int ROUNDS = 200;
    private static final String NAME = "00000000000000000007.idx";

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final KeyedHash hash = new KeyedHash(randomKey());
    private final HeapDisk disk = new HeapDisk();

    private byte[] randomKey() {
        var key = new byte[KeyedHash.KEY_BYTES];
        random.nextBytes(key);
        return key;
    }

    private SealedIndex sealed(OpenIndex index) throws IOException {
        SealedIndex.write(disk, NAME, index, 4711);
        return SealedIndex.open(disk, NAME, hash);
    }

    private void compare(int count, int names) throws IOException {
        long firstOffset = 1 + random.nextLong(1L << 40);
        var entries = new RandomEntries(random, names);
        var naive = new NaiveIndex(firstOffset, hash);
        var open = new OpenIndex(firstOffset, hash);
        long place = 32;
        for (int ordinal = 0; ordinal < count; ordinal++) {
            var entry = entries.next(firstOffset + ordinal);
            int dataBytes = entry.publication().event().data().length();
            long olderUse = random.nextBoolean() ? SegmentIndex.NONE : random.nextLong(firstOffset);
            naive.add(place, entry, dataBytes, olderUse);
            open.add(place, entry, dataBytes, olderUse);
            place += 1 + random.nextLong(0xFFFF_FFFFL / count - 1);
        }
        var expected = Answers.of(naive, hash, entries.names());

        assertThat(Answers.of(open, hash, entries.names()))
                .as("open, seed %d", seed)
                .isEqualTo(expected);
        try (var sealed = sealed(open)) {
            assertThat(Answers.of(sealed, hash, entries.names()))
                    .as("sealed, seed %d", seed)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 63, 64, 65, 255, 256, 257, 700})
    void answersAsALookAtEveryEntryWould(int count) throws IOException {
        compare(count, 12);
    }

    @Test
    void answersTheSameForManySmallSegments() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            compare(random.nextInt(40), 1 + random.nextInt(8));
        }
    }

    @Test
    void answersTheSameForManyTopicsKeysAndIds() throws IOException {
        compare(500, 300);
    }

    @Nested
    class AnOpenOne {
        private final RandomEntries entries = new RandomEntries(random, 3);
        private final OpenIndex index = new OpenIndex(10, hash);

        @Test
        void takesOnlyTheNextOffset() {
            index.add(0, entries.next(10), 1, SegmentIndex.NONE);

            assertThatThrownBy(() -> index.add(9, entries.next(12), 1, SegmentIndex.NONE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("offset: 12 (expected: 11)");
            assertThat(index.count()).isOne();
        }

        @Test
        void takesNoPlaceBeyondFourGibibytes() {
            index.add(0xFFFF_FFFFL, entries.next(10), 1, SegmentIndex.NONE);

            assertThat(index.place(0)).isEqualTo(0xFFFF_FFFFL);
            assertThatThrownBy(() -> index.add(0x1_0000_0000L, entries.next(11), 1, SegmentIndex.NONE))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void takesNothingOnceItIsSealed() throws IOException {
            sealed(index).close();

            assertThatThrownBy(() -> index.add(0, entries.next(10), 1, SegmentIndex.NONE))
                    .isInstanceOf(IllegalStateException.class);
        }

        @Test
        void hasNoEntryThatWasNotAdded() {
            assertThatThrownBy(() -> index.place(0)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> index.timeMillis(0)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> index.isNewestOfKey(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        }

        @Test
        void keepsACursorOnWhatThereWasWhenItWasMade() throws IOException {
            var entry = entries.next(10);
            var topic = hash.of(entry.publication().topics().get(0).name());
            index.add(0, entry, 1, SegmentIndex.NONE);
            var cursor = index.postings(topic);

            index.add(9, new Entry(entries.next(11).position(), 0, entry.publication()), 1, -1);

            assertThat(cursor.count()).isOne();
            assertThat(index.postings(topic).count()).isEqualTo(2);
        }

        @Test
        void endsItsListOfTopics() {
            assertThat(index.topics("").hasNext()).isFalse();
            assertThatThrownBy(() -> index.topics("").next()).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Nested
    class ASealedOne {
        private final OpenIndex index = new OpenIndex(10, hash);

        @Test
        void tellsHowLongItsSegmentWas() throws IOException {
            try (var sealed = sealed(index)) {
                assertThat(sealed.segmentBytes()).isEqualTo(4711);
            }
        }

        @Test
        void hasNoEntryBeyondItsLast() throws IOException {
            try (var sealed = sealed(index)) {
                assertThatThrownBy(() -> sealed.place(0)).isInstanceOf(IndexOutOfBoundsException.class);
                assertThatThrownBy(() -> sealed.topics("").next()).isInstanceOf(NoSuchElementException.class);
            }
        }

        @Test
        void isWrittenUnderATemporaryNameAndNeverForced() throws IOException {
            disk.put(NAME, new byte[] {1});
            disk.put(NAME + ".tmp", new byte[] {2});

            sealed(index).close();

            assertThat(disk.names()).containsExactly(NAME);
            assertThat(disk.done)
                    .containsExactly(
                            "close " + NAME + ".tmp", "rename " + NAME + ".tmp " + NAME, "close " + NAME + ".tmp");
        }

        @Test
        void leavesNothingBehindOnAFullDisk() {
            disk.leaveRoom(5_000);

            assertThatThrownBy(() -> SealedIndex.write(disk, NAME, index, 0))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no space left");
            assertThat(disk.names()).isEmpty();
        }
    }
}
