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
/// used             4        how many places tell of something; then as often
///   place          4        0 to 65,535, ascending
///   highest        8        the highest offset that is gone
/// checksum         4        CRC32C of all before
/// ```
///
/// Takes 512 KiB of memory, while it is written or read up to 768 KiB more, and as much on disk.
///
/// Thread-safe: one thread changes and writes it, any may ask.
final class PersistentEvictions {
    static final int PLACES = 1 << 16;
    private static final int PLACE_SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(PLACES);
    private static final long MARK = 0x5350_4154_4545_5649L;
    private static final long VERSION = 1;
    private static final int HEAD_BYTES = 4 * Long.BYTES + Integer.BYTES;
    private static final int USED_BYTES = Integer.BYTES + Long.BYTES;
    private static final int MAX_FILE_BYTES = HEAD_BYTES + PLACES * USED_BYTES + Integer.BYTES;
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

    /// Notes that entries of any topic may be gone up to this offset.
    void addToAll(long offset) {
        for (int place = 0; place < PLACES; place++) {
            highest.accumulateAndGet(place, offset, Math::max);
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
        int used = used();
        var bytes = ByteBuffer.allocate(HEAD_BYTES + used * USED_BYTES + Integer.BYTES);
        bytes.putLong(MARK)
                .putLong(VERSION)
                .putLong(fingerprint)
                .putLong(firstRetained)
                .putInt(used);
        for (int place = 0; place < PLACES; place++) {
            if (highest.get(place) > 0) {
                bytes.putInt(place).putLong(highest.get(place));
            }
        }
        return bytes.putInt(checksum(bytes, bytes.position())).flip();
    }

    private int used() {
        int used = 0;
        for (int place = 0; place < PLACES; place++) {
            used += highest.get(place) > 0 ? 1 : 0;
        }
        return used;
    }

    /// @param hash with the key that the table was made with
    /// @throws NoSuchFileException if there is no such file
    /// @throws DamagedIndexException if the file is not what was written, or was made with another key
    static PersistentEvictions read(Disk disk, String name, KeyedHash hash) throws IOException {
        try (var file = disk.open(name)) {
            return decoded(name, intact(name, file), hash);
        }
    }

    private static ByteBuffer intact(String name, DiskFile file) throws IOException {
        long size = file.size();
        if (size < HEAD_BYTES + Integer.BYTES || size > MAX_FILE_BYTES) {
            throw new DamagedIndexException("evictions " + name + ": " + size + " bytes (expected: "
                    + (HEAD_BYTES + Integer.BYTES) + " to " + MAX_FILE_BYTES + ")");
        }
        var bytes = ByteBuffer.allocate((int) size);
        while (bytes.hasRemaining() && file.read(bytes, bytes.position()) >= 0) {
            // Goes on to the end.
        }
        int checked = bytes.capacity() - Integer.BYTES;
        if (bytes.hasRemaining() || bytes.getInt(checked) != checksum(bytes, checked)) {
            throw new DamagedIndexException("evictions " + name + ": damaged (expected: its checksum)");
        }
        return bytes.flip();
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
        int used = bytes.getInt();
        if (bytes.remaining() != used * USED_BYTES + Integer.BYTES) {
            throw new DamagedIndexException(
                    "evictions " + name + ": " + used + " places (expected: as many as it has room for)");
        }
        for (int left = used; left > 0; left--) {
            evictions.highest.set(bytes.getInt() & (PLACES - 1), bytes.getLong());
        }
        return evictions;
    }

    private static int checksum(ByteBuffer bytes, int count) {
        var crc = new CRC32C();
        crc.update(bytes.slice(0, count));
        return (int) crc.getValue();
    }
}
