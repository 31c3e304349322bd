package dev.spate.hub.internal.log.file;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// What an index file is made of, so that every read checks what it reads, and checks no more.
///
/// ```text
/// content     4088 bytes
/// number      4 bytes     of the block in its file, from 0: a block that strayed is noticed
/// checksum    4 bytes     CRC32C of content and number
/// ```
///
/// All numbers are big-endian. To those above, the contents of all blocks are one stream of bytes; a value of 4 or 8
/// bytes at a place that its size divides never lies in two blocks.
///
/// Thread-safe: stateless.
final class IndexBlock {
    static final int BYTES = 4096;
    static final int CONTENT_BYTES = 4088;

    private static final int CHECKED_BYTES = BYTES - Integer.BYTES;

    private IndexBlock() {}

    /// Writes number and checksum behind the content.
    static void seal(ByteBuffer block, int number) {
        block.putInt(CONTENT_BYTES, number);
        block.putInt(CHECKED_BYTES, checksum(block));
    }

    static boolean isIntact(ByteBuffer block, int number) {
        return block.getInt(CONTENT_BYTES) == number && block.getInt(CHECKED_BYTES) == checksum(block);
    }

    private static int checksum(ByteBuffer block) {
        var crc = new CRC32C();
        crc.update(block.slice(0, CHECKED_BYTES));
        return (int) crc.getValue();
    }
}
