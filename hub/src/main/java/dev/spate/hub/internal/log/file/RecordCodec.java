package dev.spate.hub.internal.log.file;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// How an entry stands in a segment:
///
/// ```text
/// length       4   of the entry; its highest bit says that the first use follows
/// checksum     4   CRC32C of the log's salt and of all of the record but these 4 bytes
/// offset       8   of the entry
/// synced       4   up to which place the segment was known to be on the disk when this was written
/// first use    8   only if length says so: the offset of the entry that first used this entry's id, where that one
///                  stands in an older segment
/// entry            what EntryCodec made
/// ```
///
/// The salt is a secret of the log's: nobody can publish data that looks like a record, and what an older file left
/// on the disk does not either.
///
/// `synced` tells a write that a power cut tore from damage that came later: what a valid record says was on the
/// disk must be readable. See [Recovery].
///
/// Thread-safe: immutable.
final class RecordCodec {
    /// The bytes before the entry, at least.
    static final int HEAD_BYTES = 20;
    static final long NO_USE = -1;
    /// The most bytes of an entry.
    static final int MAX_ENTRY_BYTES = 1 << 30;

    private static final int CHECKSUM = 4;
    /// Where in a record begins what stands behind its checksum, which covers it.
    static final int CHECKED_REST = CHECKSUM + Integer.BYTES;
    private static final int OFFSET = 8;
    private static final int SYNCED = 16;
    private static final int USE_BYTES = 8;
    private static final int HAS_USE = 1 << 31;
    /// The shortest entry has a topic of one character, and nothing else.
    private static final int MIN_ENTRY_BYTES = 10;

    private final byte[] salt;

    RecordCodec(long salt) {
        this.salt = ByteBuffer.allocate(Long.BYTES).putLong(salt).array();
    }

    /// How long the record of an entry is.
    static int bytes(int entryBytes, long firstUse) {
        return HEAD_BYTES + (firstUse == NO_USE ? 0 : USE_BYTES) + entryBytes;
    }

    /// Writes a record, as long as [#bytes(int, long)] says, at the buffer's position.
    void put(ByteBuffer to, RecordHead head, byte[] entry) {
        int start = to.position();
        boolean hasUse = head.firstUse() != NO_USE;
        to.putInt(entry.length | (hasUse ? HAS_USE : 0));
        to.putInt(0);
        to.putLong(head.offset());
        to.putInt((int) head.synced());
        if (hasUse) {
            to.putLong(head.firstUse());
        }
        to.put(entry);
        to.putInt(start + CHECKSUM, checksum(to, start, to.position() - start));
    }

    /// How long a record says it is.
    ///
    /// @param in holds at least [#HEAD_BYTES] from there on
    /// @return at least [#HEAD_BYTES]; -1 if no record begins so
    static int declaredBytes(ByteBuffer in, int at) {
        int length = in.getInt(at);
        int entry = length & ~HAS_USE;
        if (entry < MIN_ENTRY_BYTES || entry > MAX_ENTRY_BYTES) {
            return -1;
        }
        return HEAD_BYTES + (length < 0 ? USE_BYTES : 0) + entry;
    }

    /// Whether a record is what was written.
    ///
    /// @param in holds all of the record
    /// @param bytes as declared
    boolean holds(ByteBuffer in, int at, int bytes) {
        return declaredChecksum(in, at) == checksum(in, at, bytes);
    }

    static long offset(ByteBuffer in, int at) {
        return in.getLong(at + OFFSET);
    }

    /// What a record says of itself.
    ///
    /// @param in holds all of a record that [#holds(ByteBuffer, int, int)]
    static RecordHead head(ByteBuffer in, int at) {
        boolean hasUse = in.getInt(at) < 0;
        long synced = Integer.toUnsignedLong(in.getInt(at + SYNCED));
        return new RecordHead(offset(in, at), synced, hasUse ? in.getLong(at + HEAD_BYTES) : NO_USE);
    }

    /// The bytes of the entry.
    ///
    /// @param in holds all of a record
    static ByteBuffer entry(ByteBuffer in, int at, int bytes) {
        int head = HEAD_BYTES + (in.getInt(at) < 0 ? USE_BYTES : 0);
        return in.slice(at + head, bytes - head);
    }

    /// The checksum that a record says it has.
    ///
    /// @param in holds at least [#HEAD_BYTES] from there on
    static int declaredChecksum(ByteBuffer in, int at) {
        return in.getInt(at + CHECKSUM);
    }

    /// A checksum of what stands before [#CHECKED_REST] in a record, to which the rest is to be added.
    ///
    /// @param in holds at least [#HEAD_BYTES] from there on
    CRC32C begunChecksum(ByteBuffer in, int at) {
        var crc = new CRC32C();
        crc.update(salt);
        crc.update(in.slice(at, CHECKSUM));
        return crc;
    }

    private int checksum(ByteBuffer in, int at, int bytes) {
        var crc = begunChecksum(in, at);
        crc.update(in.slice(at + CHECKED_REST, bytes - CHECKED_REST));
        return (int) crc.getValue();
    }
}
