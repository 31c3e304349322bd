package dev.spate.hub.internal.log.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.zip.CRC32C;

/// Up to which offset entries of a topic have been evicted, and the first offset that is retained, in memory and in a
/// small file. The table has 65,536 places, so a topic may share its place with others and be thought to have lost
/// what they lost: now and then a gap is announced that was none, and never the other way round.
///
/// The file must be written *before* the segments are removed from the disk that it tells of: a table that tells of
/// entries that are still there costs nothing, but one that does not tell of entries that are gone would have a
/// reader miss them without being told.
///
/// ```text
/// mark             8        "SPATEEVI"
/// version          8        1
/// fingerprint      8        the keyed hash of nothing: the key is the one the hashes were made with
/// first retained   8
/// places           8 each   65,536: the highest offset that is gone; 0: none
/// checksum         4        CRC32C of all before
/// ```
///
/// Takes 512 KiB, in memory and on disk.
///
/// Thread-safe: one thread changes and writes it, any may ask.
final class PersistentEvictions {
    static final int PLACES = 1 << 16;
    private static final int PLACE_SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(PLACES);
    private static final long MARK = 0x5350_4154_4545_5649L;
    private static final long VERSION = 1;
    private static final int HEAD_BYTES = 4 * Long.BYTES;
    private static final int CHECKED_BYTES = HEAD_BYTES + PLACES * Long.BYTES;
    private static final int FILE_BYTES = CHECKED_BYTES + Integer.BYTES;
    private static final String TEMPORARY = ".tmp";

    private final AtomicLongArray highest = new AtomicLongArray(PLACES);
    private final long fingerprint;
    // Written by the one thread that evicts, read by those who look for a gap: they see what was added before.
    private volatile long firstRetained;

    /// Of a log from which nothing has gone yet.
    PersistentEvictions(KeyedHash hash, long firstRetained) {
        this.fingerprint = IndexWriter.fingerprint(hash);
        this.firstRetained = firstRetained;
    }

    /// Of a log whose table is lost: for all that is known, any topic may have had any of the entries that are gone.
    static PersistentEvictions unknown(KeyedHash hash, long firstRetained) {
        var evictions = new PersistentEvictions(hash, firstRetained);
        for (int place = 0; place < PLACES; place++) {
            evictions.highest.set(place, Math.max(0, firstRetained - 1));
        }
        return evictions;
    }

    /// Notes that entries of a topic are gone up to this offset.
    void add(long topicHash, long offset) {
        int place = place(topicHash);
        if (offset > highest.get(place)) {
            highest.set(place, offset);
        }
    }

    /// Notes what the first entry is that is retained.
    void retainFrom(long offset) {
        firstRetained = offset;
    }

    long firstRetained() {
        return firstRetained;
    }

    /// The highest offset at which an entry of one of these topics may be gone; 0 if none is.
    long highest(long... topicHashes) {
        long result = 0;
        for (long hash : topicHashes) {
            result = Math.max(result, highest.get(place(hash)));
        }
        return result;
    }

    private static int place(long topicHash) {
        return (int) (topicHash >>> PLACE_SHIFT);
    }

    /// Writes the table in the place of what may be there. Once this returns it is on the disk.
    void write(Disk disk, String name) throws IOException {
        var temporary = name + TEMPORARY;
        try {
            disk.delete(temporary);
        } catch (NoSuchFileException e) {
            // Nothing was left behind.
        }
        try (var file = disk.create(temporary)) {
            var bytes = bytes();
            while (bytes.hasRemaining()) {
                file.write(bytes, bytes.position());
            }
            file.force();
        }
        disk.rename(temporary, name);
        disk.force();
    }

    private ByteBuffer bytes() {
        var bytes = ByteBuffer.allocate(FILE_BYTES);
        bytes.putLong(MARK).putLong(VERSION).putLong(fingerprint).putLong(firstRetained);
        for (int place = 0; place < PLACES; place++) {
            bytes.putLong(highest.get(place));
        }
        return bytes.putInt(checksum(bytes)).flip();
    }

    /// @param hash with the key that the table was made with
    /// @throws NoSuchFileException if there is no such file
    /// @throws DamagedIndexException if the file is not what was written, or was made with another key
    static PersistentEvictions read(Disk disk, String name, KeyedHash hash) throws IOException {
        var bytes = ByteBuffer.allocate(FILE_BYTES + 1);
        try (var file = disk.open(name)) {
            while (bytes.hasRemaining() && file.read(bytes, bytes.position()) >= 0) {
                // Goes on to the end.
            }
        }
        if (bytes.position() != FILE_BYTES || bytes.getInt(CHECKED_BYTES) != checksum(bytes)) {
            throw new DamagedIndexException(
                    "evictions " + name + ": damaged (expected: " + FILE_BYTES + " bytes and their checksum)");
        }
        return decoded(name, bytes.flip(), hash);
    }

    private static PersistentEvictions decoded(String name, ByteBuffer bytes, KeyedHash hash) throws IOException {
        long mark = bytes.getLong();
        long version = bytes.getLong();
        if (mark != MARK || version != VERSION) {
            throw new DamagedIndexException(
                    "evictions " + name + ": version " + version + " (expected: a table of version " + VERSION + ")");
        }
        if (bytes.getLong() != IndexWriter.fingerprint(hash)) {
            throw new DamagedIndexException("evictions " + name + ": made with another key (expected: the log's)");
        }
        var evictions = new PersistentEvictions(hash, bytes.getLong());
        for (int place = 0; place < PLACES; place++) {
            evictions.highest.set(place, bytes.getLong());
        }
        return evictions;
    }

    private static int checksum(ByteBuffer bytes) {
        var crc = new CRC32C();
        crc.update(bytes.slice(0, CHECKED_BYTES));
        return (int) crc.getValue();
    }
}
