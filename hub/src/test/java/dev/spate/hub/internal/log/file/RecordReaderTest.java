package dev.spate.hub.internal.log.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.internal.log.file.RecordReader.Found;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/// What is read of records whose length is long, or a lie.
final class RecordReaderTest {
    private static final String NAME = LogStore.segmentName(1);
    private static final int LONG = 3 * RecordReader.MAX_PIECE_BYTES + 17;

    private final RecordCodec codec = new RecordCodec(7);
    private final HeapDisk disk = new HeapDisk();

    /// Two records of these lengths, one behind the other.
    private DiskFile file(int first, int second) throws IOException {
        var bytes = ByteBuffer.allocate(2 * RecordCodec.HEAD_BYTES + first + second);
        codec.put(bytes, new RecordHead(1, 0, RecordCodec.NO_USE), new byte[first]);
        codec.put(bytes, new RecordHead(2, 0, RecordCodec.NO_USE), new byte[second]);
        var file = disk.create(NAME);
        FileBytes.write(file, bytes.flip(), 0);
        return file;
    }

    @Test
    void aRecordThatIsLongerThanAPieceIsRead() throws IOException {
        try (var file = file(LONG, 20)) {
            var reader = new RecordReader(file, codec);

            assertThat(reader.read(0)).isEqualTo(Found.RECORD);
            assertThat(reader.entry().remaining()).isEqualTo(LONG);
            assertThat(reader.read(reader.bytes())).isEqualTo(Found.RECORD);
            assertThat(reader.head().offset()).isEqualTo(2);
        }
    }

    @Test
    void aLongRecordOfWhichOneByteIsAnotherIsDamaged() throws IOException {
        try (var file = file(LONG, 20)) {
            for (int at : new int[] {10, RecordReader.MAX_PIECE_BYTES + 3, LONG + RecordCodec.HEAD_BYTES - 1}) {
                var one = ByteBuffer.allocate(1);
                file.read(one, at);
                byte before = one.get(0);
                file.write(ByteBuffer.wrap(new byte[] {(byte) (before ^ 1)}), at);

                assertThat(new RecordReader(file, codec).read(0))
                        .as("at %d", at)
                        .isEqualTo(Found.DAMAGE);
                file.write(ByteBuffer.wrap(new byte[] {before}), at);
            }
        }
    }

    @Test
    void aLengthThatNobodyWroteTakesNoMoreMemoryThanAPiece() throws IOException {
        try (var file = file(20, LONG)) {
            file.write(ByteBuffer.allocate(4).putInt(0, 2 * RecordReader.MAX_PIECE_BYTES), 0);
            var reader = new RecordReader(file, codec);

            assertThat(reader.read(0)).isEqualTo(Found.DAMAGE);
            assertThat(reader.heldBytes()).isLessThanOrEqualTo(RecordReader.MAX_PIECE_BYTES);
        }
    }

    @Test
    void aLengthBeyondTheFileIsDamaged() throws IOException {
        try (var file = file(20, 20)) {
            file.write(ByteBuffer.allocate(4).putInt(0, RecordCodec.MAX_ENTRY_BYTES), 0);

            assertThat(new RecordReader(file, codec).read(0)).isEqualTo(Found.DAMAGE);
        }
    }
}
