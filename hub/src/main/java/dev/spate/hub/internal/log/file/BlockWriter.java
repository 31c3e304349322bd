package dev.spate.hub.internal.log.file;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Writes a stream of bytes to a file as blocks, from its beginning. Holds 16 blocks.
///
/// Owner: the thread that made it.
final class BlockWriter {
    private static final int HELD_BLOCKS = 16;

    private final DiskFile file;
    private final ByteBuffer blocks = ByteBuffer.allocate(HELD_BLOCKS * IndexBlock.BYTES);
    private long filePosition;
    private long position;
    private int number;

    BlockWriter(DiskFile file) {
        this.file = file;
    }

    /// How many bytes have been put.
    long position() {
        return position;
    }

    void putByte(byte value) throws IOException {
        begin(Byte.BYTES);
        blocks.put(value);
    }

    void putInt(int value) throws IOException {
        begin(Integer.BYTES);
        blocks.putInt(value);
    }

    void putLong(long value) throws IOException {
        begin(Long.BYTES);
        blocks.putLong(value);
    }

    void putBytes(byte[] values) throws IOException {
        for (byte value : values) {
            putByte(value);
        }
    }

    /// Puts zeros up to a multiple of 8.
    void align() throws IOException {
        while (position % Long.BYTES != 0) {
            putByte((byte) 0);
        }
    }

    /// Fills the last block with zeros, and writes what is held.
    void finish() throws IOException {
        while (position % IndexBlock.CONTENT_BYTES != 0) {
            putByte((byte) 0);
        }
        if (blocks.position() > 0) {
            endBlock();
            flush();
        }
    }

    private void begin(int bytes) throws IOException {
        if (blocks.position() % IndexBlock.BYTES == IndexBlock.CONTENT_BYTES) {
            endBlock();
            if (!blocks.hasRemaining()) {
                flush();
            }
        }
        position += bytes;
    }

    private void endBlock() {
        int start = blocks.position() - IndexBlock.CONTENT_BYTES;
        IndexBlock.seal(blocks.slice(start, IndexBlock.BYTES), number++);
        blocks.position(start + IndexBlock.BYTES);
    }

    private void flush() throws IOException {
        blocks.flip();
        while (blocks.hasRemaining()) {
            filePosition += file.write(blocks, filePosition);
        }
        blocks.clear();
    }
}
