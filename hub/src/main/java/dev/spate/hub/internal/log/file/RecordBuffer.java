package dev.spate.hub.internal.log.file;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Writes records to the end of a segment, many at once.
///
/// Takes as much as what is written at once, up to [#MAX_BYTES]; a record that is longer gets memory of its own for
/// as long as it is written.
///
/// Owner: the log's writer.
final class RecordBuffer {
    static final int MAX_BYTES = 1 << 20;
    private static final int MIN_BYTES = 8 << 10;

    private final RecordCodec codec;
    private ByteBuffer buffer = ByteBuffer.allocateDirect(MIN_BYTES);

    RecordBuffer(RecordCodec codec) {
        this.codec = codec;
    }

    /// Begins to write at a place, without what may be left of an earlier write.
    ///
    /// @param expectedBytes how much will be written, roughly
    Run at(DiskFile file, long place, long expectedBytes) {
        int wanted = (int) Math.min(expectedBytes, MAX_BYTES);
        if (wanted > buffer.capacity()) {
            buffer = ByteBuffer.allocateDirect(Math.min(MAX_BYTES, Integer.highestOneBit(wanted) * 2));
        }
        buffer.clear();
        return new Run(file, place);
    }

    /// Records that are written one behind the other. Owner: the log's writer.
    final class Run {
        private final DiskFile file;
        private long flushed;

        private Run(DiskFile file, long place) {
            this.file = file;
            this.flushed = place;
        }

        /// Where the next record will begin.
        long place() {
            return flushed + buffer.position();
        }

        void put(RecordHead head, byte[] entry) throws IOException {
            int bytes = RecordCodec.bytes(entry.length, head.firstUse());
            if (bytes > buffer.remaining()) {
                flush();
            }
            if (bytes <= buffer.remaining()) {
                codec.put(buffer, head, entry);
                return;
            }
            var alone = ByteBuffer.allocate(bytes);
            codec.put(alone, head, entry);
            FileBytes.write(file, alone.flip(), flushed);
            flushed += bytes;
        }

        /// Writes what has been put.
        void flush() throws IOException {
            int bytes = buffer.flip().limit();
            FileBytes.write(file, buffer, flushed);
            buffer.clear();
            flushed += bytes;
        }
    }
}
