package dev.spate.hub.internal.log.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What becomes of an index whose file is not what was written.
class SealedIndexDamageTest {
    private static final String NAME = "00000000000000000001.idx";
    private static final int ENTRIES = 300;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final KeyedHash hash = new KeyedHash(new byte[KeyedHash.KEY_BYTES]);
    private final RandomEntries entries = new RandomEntries(random, 6);
    private final HeapDisk disk = new HeapDisk();
    private byte[] intact = {};
    private List<String> answers = List.of();

    @BeforeEach
    void writeAnIndex() throws IOException {
        var index = new OpenIndex(1, hash);
        for (int ordinal = 0; ordinal < ENTRIES; ordinal++) {
            index.add(ordinal, entries.next(1 + ordinal), 1, SegmentIndex.NONE);
        }
        SealedIndex.write(disk, NAME, index, 0);
        intact = disk.bytes(NAME);
        answers = read();
    }

    private List<String> read() throws IOException {
        try (var index = SealedIndex.open(disk, NAME, hash)) {
            return Answers.of(index, hash, entries.names());
        }
    }

    private void put(byte[] bytes) {
        disk.put(NAME, bytes);
    }

    /// The next test shows that whoever asks for something reads its block by such a reader.
    @Test
    void isNoticedWhicheverByteIsFlipped() throws IOException {
        for (int at = 0; at < intact.length; at++) {
            var bytes = intact.clone();
            bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            put(bytes);
            int number = at / IndexBlock.BYTES;
            var reader = new BlockReader(NAME, disk.open(NAME));

            assertThatThrownBy(() -> reader.get((long) number * IndexBlock.CONTENT_BYTES))
                    .as("byte %d, seed %d", at, seed)
                    .isInstanceOf(DamagedIndexException.class)
                    .hasMessage("index " + NAME + ": block " + number
                            + " is not what was written (expected: its checksum)");
        }
    }

    @Test
    void isNoticedByWhoeverReadsTheBlock() throws IOException {
        for (int start = 0; start < intact.length; start += IndexBlock.BYTES) {
            var bytes = intact.clone();
            bytes[start + random.nextInt(IndexBlock.BYTES)] ^= 0x10;
            put(bytes);

            assertThatThrownBy(this::read)
                    .as("block at %d, seed %d", start, seed)
                    .isInstanceOf(DamagedIndexException.class);
        }
    }

    @Test
    void isNoticedWhenTheFileIsOpenedIfItEndsEarly() {
        for (int length = 0; length < intact.length; length++) {
            put(Arrays.copyOf(intact, length));

            assertThatThrownBy(() -> SealedIndex.open(disk, NAME, hash))
                    .as("%d bytes", length)
                    .isInstanceOf(DamagedIndexException.class);
        }
    }

    @Test
    void isNoticedWhenTheFileIsOpenedIfItIsLonger() {
        put(Arrays.copyOf(intact, intact.length + 1));

        assertThatThrownBy(() -> SealedIndex.open(disk, NAME, hash))
                .isInstanceOf(DamagedIndexException.class)
                .hasMessage("index " + NAME + ": " + (intact.length + 1) + " bytes (expected: " + intact.length + ")");
    }

    @Test
    void isNoticedIfABlockStandsInThePlaceOfAnother() throws IOException {
        assertThat(intact.length).isGreaterThan(2 * IndexBlock.BYTES);
        var bytes = intact.clone();
        System.arraycopy(intact, IndexBlock.BYTES, bytes, 2 * IndexBlock.BYTES, IndexBlock.BYTES);
        put(bytes);

        assertThatThrownBy(this::read).isInstanceOf(DamagedIndexException.class).hasMessageContaining("block 2 ");
    }

    @Test
    void isAnotherKeyOfTheHash() {
        var other = new KeyedHash(Arrays.copyOf(new byte[] {1}, KeyedHash.KEY_BYTES));

        assertThatThrownBy(() -> SealedIndex.open(disk, NAME, other))
                .isInstanceOf(DamagedIndexException.class)
                .hasMessage("index " + NAME + ": made with another key (expected: the log's)");
    }

    @Test
    void isAFileOfAnotherKind() throws IOException {
        try (var file = disk.create("other")) {
            var out = new BlockWriter(file);
            out.putLong(42);
            out.finish();
        }

        assertThatThrownBy(() -> SealedIndex.open(disk, "other", hash))
                .isInstanceOf(DamagedIndexException.class)
                .hasMessageContaining("expected: an index of version 1");
    }

    @Test
    void givesTheFileBackThatCannotBeOpened() {
        put(new byte[] {1, 2, 3});
        disk.done.clear();

        assertThatThrownBy(() -> SealedIndex.open(disk, NAME, hash)).isInstanceOf(DamagedIndexException.class);

        assertThat(disk.done).containsExactly("close " + NAME);
    }

    @Test
    void isNotAFileThatIsMissing() {
        assertThatThrownBy(() -> SealedIndex.open(disk, "missing", hash)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void isNotFoundWhereThereIsNone() throws IOException {
        put(intact);

        assertThat(read()).as("seed %d", seed).isEqualTo(answers);
    }
}
