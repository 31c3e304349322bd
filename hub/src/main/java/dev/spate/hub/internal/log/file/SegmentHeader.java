package dev.spate.hub.internal.log.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/// The first bytes of a segment, written and forced before the segment gets its name:
///
/// ```text
/// mark           8   "SPATELOG"
/// version        4   1
/// first offset   8   of the first entry; the segment's name says the same
/// salt           8   what the checksums of the records begin with; see RecordCodec
/// checksum       4   CRC32C of all before
/// ```
///
/// Thread-safe: immutable.
///
/// @param firstOffset of the first entry
/// @param salt the log's
record SegmentHeader(long firstOffset, long salt) {
    static final int BYTES = 32;
    private static final long MARK = 0x5350_4154_454C_4F47L;
    private static final int VERSION = 1;
    private static final int CHECKED_BYTES = BYTES - Integer.BYTES;

    ByteBuffer encoded() {
        var bytes = ByteBuffer.allocate(BYTES);
        bytes.putLong(MARK).putInt(VERSION).putLong(firstOffset).putLong(salt);
        return bytes.putInt(checksum(bytes)).flip();
    }

    /// Reads what the segment of a first offset has to begin with.
    static SegmentHeader read(String name, DiskFile file, long firstOffset) throws IOException {
        var bytes = ByteBuffer.allocate(BYTES);
        FileBytes.fill(file, bytes, 0);
        var header = decoded(bytes.flip());
        if (header.isEmpty() || header.get().firstOffset() != firstOffset) {
            throw new DamagedSegmentException(name, 0, firstOffset, reason(bytes));
        }
        return header.get();
    }

    /// @return empty if the bytes are not what was written
    static Optional<SegmentHeader> decoded(ByteBuffer bytes) {
        if (bytes.limit() < BYTES || bytes.getLong(0) != MARK || bytes.getInt(8) != VERSION) {
            return Optional.empty();
        }
        if (bytes.getInt(CHECKED_BYTES) != checksum(bytes)) {
            return Optional.empty();
        }
        return Optional.of(new SegmentHeader(bytes.getLong(12), bytes.getLong(20)));
    }

    /// Whether the bytes are a sound header that only another release can read.
    static boolean isOfOtherVersion(ByteBuffer bytes) {
        return isOurs(bytes) && bytes.getInt(8) != VERSION && bytes.getInt(CHECKED_BYTES) == checksum(bytes);
    }

    private static boolean isOurs(ByteBuffer bytes) {
        return bytes.limit() == BYTES && bytes.getLong(0) == MARK;
    }

    /// Why bytes are not the header of a segment.
    static String reason(ByteBuffer bytes) {
        return isOurs(bytes) && bytes.getInt(8) != VERSION
                ? "version " + bytes.getInt(8) + " (expected: " + VERSION + ")"
                : "a damaged header (expected: that of this segment)";
    }

    private static int checksum(ByteBuffer bytes) {
        var crc = new CRC32C();
        crc.update(bytes.slice(0, CHECKED_BYTES));
        return (int) crc.getValue();
    }
}
