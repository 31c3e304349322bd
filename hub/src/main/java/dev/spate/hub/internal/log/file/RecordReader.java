package dev.spate.hub.internal.log.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// Reads records of one segment and checks each. Reads little where records are picked out, and more and more at once
/// where they are read one behind the other.
///
/// Takes [#MAX_PIECE_BYTES], or the longest record if that is more; whatever lengths damaged records claim.
///
/// Owner: the thread that made it.
final class RecordReader {
    /// What there is at a place.
    enum Found {
        /// A record that is what was written.
        RECORD,
        /// The end of the file.
        END,
        /// Neither.
        DAMAGE
    }

    static final int MAX_PIECE_BYTES = 256 << 10;
    private static final int MIN_PIECE_BYTES = 4 << 10;

    private final DiskFile file;
    private final RecordCodec codec;
    private ByteBuffer piece = ByteBuffer.allocate(0);
    private long pieceStart;
    private int pieceBytes = MIN_PIECE_BYTES;
    private int at;
    private int bytes;

    RecordReader(DiskFile file, RecordCodec codec) {
        this.file = file;
        this.codec = codec;
    }

    /// Looks at a place; the methods below then tell of the record that was found.
    Found read(long place) throws IOException {
        if (!holds(place, RecordCodec.HEAD_BYTES)) {
            boolean isEnd = place == pieceStart + piece.limit();
            return isEnd ? Found.END : Found.DAMAGE;
        }
        int declared = RecordCodec.declaredBytes(piece, (int) (place - pieceStart));
        if (declared < 0 || !isWorthItsMemory(place, declared) || !holds(place, declared)) {
            return Found.DAMAGE;
        }
        at = (int) (place - pieceStart);
        bytes = declared;
        return codec.holds(piece, at, bytes) ? Found.RECORD : Found.DAMAGE;
    }

    /// Where a record ends that begins at a place, by its first bytes alone; -1 if none does.
    long declaredEnd(long place) throws IOException {
        if (!holds(place, RecordCodec.HEAD_BYTES)) {
            return -1;
        }
        int declared = RecordCodec.declaredBytes(piece, (int) (place - pieceStart));
        return declared < 0 ? -1 : place + declared;
    }

    /// Whether a record may begin at a place, by its first bytes alone, that has an offset from a range.
    boolean mayBegin(long place, long firstOffset, long lastOffset) throws IOException {
        if (!holds(place, RecordCodec.HEAD_BYTES)) {
            return false;
        }
        long offset = RecordCodec.offset(piece, (int) (place - pieceStart));
        return offset >= firstOffset && offset <= lastOffset;
    }

    RecordHead head() {
        return RecordCodec.head(piece, at);
    }

    /// The entry's bytes, until the next one is read.
    ByteBuffer entry() {
        return RecordCodec.entry(piece, at, bytes);
    }

    /// How long the record is.
    int bytes() {
        return bytes;
    }

    /// How much memory it takes.
    int heldBytes() {
        return piece.capacity();
    }

    /// A length that nobody wrote may be long. So a long record is checked piece by piece before memory is taken for
    /// all of it.
    private boolean isWorthItsMemory(long place, int declared) throws IOException {
        if (declared <= MAX_PIECE_BYTES || has(place, declared)) {
            return true;
        }
        if (place + declared > file.size()) {
            return false;
        }
        int start = (int) (place - pieceStart);
        int expected = RecordCodec.declaredChecksum(piece, start);
        var crc = codec.begunChecksum(piece, start);
        add(crc, place + RecordCodec.CHECKED_REST, place + declared);
        return (int) crc.getValue() == expected;
    }

    private void add(CRC32C crc, long from, long to) throws IOException {
        var part = ByteBuffer.allocate(MAX_PIECE_BYTES);
        boolean isEnd = false;
        for (long next = from; next < to && !isEnd; next += part.limit()) {
            part.clear().limit((int) Math.min(MAX_PIECE_BYTES, to - next));
            FileBytes.fill(file, part, next);
            part.flip();
            isEnd = !part.hasRemaining();
            crc.update(part);
        }
    }

    /// Whether the piece has so many bytes from a place on, after reading them if need be.
    private boolean holds(long place, int count) throws IOException {
        if (has(place, count)) {
            return true;
        }
        boolean isBehind = place >= pieceStart && place <= pieceStart + piece.limit() && pieceStart > 0;
        pieceBytes = isBehind ? Math.min(2 * pieceBytes, MAX_PIECE_BYTES) : MIN_PIECE_BYTES;
        fill(place, Math.max(count, pieceBytes));
        return has(place, count);
    }

    private boolean has(long place, int count) {
        return place >= pieceStart && place + count <= pieceStart + piece.limit();
    }

    private void fill(long place, int count) throws IOException {
        if (piece.capacity() < count) {
            piece = ByteBuffer.allocate(count);
        }
        piece.clear().limit(count);
        pieceStart = place;
        try {
            FileBytes.fill(file, piece, place);
        } finally {
            piece.flip();
        }
    }
}
