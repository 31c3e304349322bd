package dev.spate.hub.internal.log.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PersistentEvictionsTest {
    private static final String NAME = "evictions";

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final KeyedHash hash = new KeyedHash(new byte[KeyedHash.KEY_BYTES]);
    private final HeapDisk disk = new HeapDisk();
    private final PersistentEvictions evictions = new PersistentEvictions(hash, 1);

    private PersistentEvictions reread() throws IOException {
        evictions.write(disk, NAME);
        return PersistentEvictions.read(disk, NAME, hash);
    }

    @Test
    void knowNothingOfTopicsThatLostNothing() {
        evictions.add(hash.of("a"), 7);

        assertThat(evictions.highest(hash.of("b"))).isZero();
        assertThat(evictions.highest()).isZero();
    }

    @Test
    void tellTheHighestOfTheTopics() {
        evictions.add(hash.of("a"), 7);
        evictions.add(hash.of("b"), 9);
        evictions.add(hash.of("b"), 8);

        assertThat(evictions.highest(hash.of("b"))).isEqualTo(9);
        assertThat(evictions.highest(hash.of("a"), hash.of("b"), hash.of("c"))).isEqualTo(9);
    }

    @Test
    void neverTellLessThanATopicLost() {
        var hashes =
                LongStream.range(0, 200_000).map(topic -> random.nextLong()).toArray();
        for (int index = 0; index < hashes.length; index++) {
            evictions.add(hashes[index], index + 1);
        }

        for (int index = 0; index < hashes.length; index++) {
            assertThat(evictions.highest(hashes[index])).as("seed %d", seed).isGreaterThan(index);
        }
    }

    @Test
    void areTheSameWhenTheyAreReadAgain() throws IOException {
        var hashes = LongStream.range(0, 1_000).map(topic -> random.nextLong()).toArray();
        for (long topic : hashes) {
            evictions.add(topic, random.nextLong(Long.MAX_VALUE));
        }
        evictions.retainFrom(4711);

        var read = reread();

        assertThat(read.firstRetained()).isEqualTo(4711);
        for (long topic : hashes) {
            assertThat(read.highest(topic)).as("seed %d", seed).isEqualTo(evictions.highest(topic));
        }
    }

    @Test
    void areOnTheDiskUnderTheirNameBeforeWritingReturns() throws IOException {
        disk.put(NAME + ".tmp", new byte[] {1});

        evictions.write(disk, NAME);

        assertThat(disk.done)
                .containsExactly(
                        "force " + NAME + ".tmp", "close " + NAME + ".tmp", "rename " + NAME + ".tmp " + NAME, "force");
    }

    @Test
    void takeRoomOnTheDiskForWhatTheyKnow() throws IOException {
        evictions.write(disk, NAME);
        assertThat(disk.bytes(NAME)).hasSize(40);

        evictions.add(hash.of("a"), 7);
        evictions.add(hash.of("a"), 8);
        evictions.write(disk, NAME);
        assertThat(disk.bytes(NAME)).hasSize(52);
    }

    @Nested
    class OnceTheyAreLost {
        @Test
        void holdAllThatIsGoneForAnyTopics() {
            var unknown = PersistentEvictions.unknown(hash, 100);

            assertThat(unknown.firstRetained()).isEqualTo(100);
            assertThat(unknown.highest(hash.of("a"))).isEqualTo(99);
        }

        @Test
        void areWrittenAndReadAsWhole() throws IOException {
            PersistentEvictions.unknown(hash, 100).write(disk, NAME);

            assertThat(PersistentEvictions.read(disk, NAME, hash).highest(random.nextLong()))
                    .isEqualTo(99);
        }

        @Test
        void holdNothingForGoneIfTheFirstEntryIsThere() {
            assertThat(PersistentEvictions.unknown(hash, 1).highest(hash.of("a")))
                    .isZero();
        }

        @Test
        void areNotRead() {
            assertThatThrownBy(() -> PersistentEvictions.read(disk, NAME, hash))
                    .isInstanceOf(NoSuchFileException.class);
        }
    }

    @Nested
    class OnceTheyAreDamaged {
        private void assertRefused(byte[] bytes, String what) {
            disk.put(NAME, bytes);

            assertThatThrownBy(() -> PersistentEvictions.read(disk, NAME, hash))
                    .as("%s, seed %d", what, seed)
                    .isInstanceOf(DamagedIndexException.class)
                    .hasMessageStartingWith("evictions evictions: ");
        }

        private byte[] written() throws IOException {
            for (int count = 0; count < 100; count++) {
                evictions.add(random.nextLong(), 1 + random.nextLong(Long.MAX_VALUE));
            }
            evictions.write(disk, NAME);
            return disk.bytes(NAME);
        }

        @Test
        void areRefusedWhicheverByteIsFlipped() throws IOException {
            var intact = written();

            for (int at = 0; at < intact.length; at++) {
                var bytes = intact.clone();
                bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
                assertRefused(bytes, "byte " + at);
            }
        }

        @Test
        void areRefusedIfTheyAreShorterOrLonger() throws IOException {
            var intact = written();

            for (int length = 0; length < intact.length; length++) {
                assertRefused(Arrays.copyOf(intact, length), "of " + length + " bytes");
            }
            assertRefused(new byte[1 << 20], "far too long");
            assertRefused(Arrays.copyOf(intact, intact.length + 1), "longer");
        }

        @Test
        void areRefusedIfTheyWereMadeWithAnotherKey() throws IOException {
            evictions.write(disk, NAME);
            var other = new KeyedHash(Arrays.copyOf(new byte[] {1}, KeyedHash.KEY_BYTES));

            assertThatThrownBy(() -> PersistentEvictions.read(disk, NAME, other))
                    .isInstanceOf(DamagedIndexException.class)
                    .hasMessage("evictions evictions: made with another key (expected: the log's)");
        }
    }
}
