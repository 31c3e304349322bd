package dev.spate.hub.internal.log.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Reads the stream of bytes that a [BlockWriter] wrote, at any place. Every block is checked when it is read from
/// the file; the last few are kept.
///
/// Takes 33 KiB of memory.
///
/// Thread-safe: a block does not change once it is kept, and whichever thread's block is kept is right.
final class BlockReader {
    private static final int KEPT_BLOCKS = 8;

    private final String name;
    private final DiskFile file;
    private final AtomicReferenceArray<Block> kept = new AtomicReferenceArray<>(KEPT_BLOCKS);

    private record Block(int number, ByteBuffer bytes) {}

    /// @param name of the file, for messages
    BlockReader(String name, DiskFile file) {
        this.name = name;
        this.file = file;
    }

    byte get(long at) throws IOException {
        return block(at).get((int) (at % IndexBlock.CONTENT_BYTES));
    }

    /// @param at a multiple of 4
    int getInt(long at) throws IOException {
        return block(at).getInt((int) (at % IndexBlock.CONTENT_BYTES));
    }

    /// @param at a multiple of 8
    long getLong(long at) throws IOException {
        return block(at).getLong((int) (at % IndexBlock.CONTENT_BYTES));
    }

    byte[] get(long at, int count) throws IOException {
        var bytes = new byte[count];
        int read = 0;
        while (read < count) {
            int inBlock = (int) ((at + read) % IndexBlock.CONTENT_BYTES);
            int part = Math.min(count - read, IndexBlock.CONTENT_BYTES - inBlock);
            block(at + read).get(inBlock, bytes, read, part);
            read += part;
        }
        return bytes;
    }

    /// How much memory the blocks take that are kept.
    long heapBytes() {
        long bytes = 0;
        for (int index = 0; index < KEPT_BLOCKS; index++) {
            bytes += kept.get(index) == null ? 0 : IndexBlock.BYTES;
        }
        return bytes;
    }

    private ByteBuffer block(long at) throws IOException {
        int number = (int) (at / IndexBlock.CONTENT_BYTES);
        var block = kept.get(number % KEPT_BLOCKS);
        if (block == null || block.number() != number) {
            block = new Block(number, read(number));
            kept.set(number % KEPT_BLOCKS, block);
        }
        return block.bytes();
    }

    private ByteBuffer read(int number) throws IOException {
        var bytes = ByteBuffer.allocate(IndexBlock.BYTES);
        long start = (long) number * IndexBlock.BYTES;
        while (bytes.hasRemaining()) {
            if (file.read(bytes, start + bytes.position()) < 0) {
                throw new DamagedIndexException("index " + name + ": ends at byte " + (start + bytes.position())
                        + " (expected: block " + number + " whole)");
            }
        }
        bytes.flip();
        if (!IndexBlock.isIntact(bytes, number)) {
            throw new DamagedIndexException(
                    "index " + name + ": block " + number + " is not what was written (expected: its checksum)");
        }
        return bytes;
    }
}
