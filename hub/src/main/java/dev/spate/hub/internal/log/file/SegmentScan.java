package dev.spate.hub.internal.log.file;

import dev.spate.hub.Position;
import dev.spate.hub.spi.EntryCodec;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Reads a segment from its first record on.
///
/// Owner: the thread that made it; used once.
final class SegmentScan {
    private final LogStore store;
    private final long firstOffset;
    private final RecordReader reader;
    private long place = SegmentHeader.BYTES;
    private long next;

    SegmentScan(LogStore store, long firstOffset, DiskFile file) {
        this.store = store;
        this.firstOffset = firstOffset;
        this.next = firstOffset;
        this.reader = new RecordReader(file, store.codec());
    }

    /// Is shown records, one by one.
    interface Visitor {
        /// @param place where the record begins
        /// @param head what it says
        /// @param entry its entry, until this returns
        void visit(long place, RecordHead head, ByteBuffer entry) throws IOException;
    }

    /// Shows the records up to an offset, and goes on from there when it is called again.
    ///
    /// @param end the offset at which to end
    /// @return where the last record ends
    /// @throws DamagedSegmentException if one of them is not there
    long upTo(long end, Visitor visitor) throws IOException {
        while (next < end) {
            var found = reader.read(place);
            if (found != RecordReader.Found.RECORD || reader.head().offset() != next) {
                throw new DamagedSegmentException(LogStore.segmentName(firstOffset), place, next, reason(found));
            }
            visitor.visit(place, reader.head(), reader.entry());
            place += reader.bytes();
            next++;
        }
        return place;
    }

    /// Shows the records before a place.
    ///
    /// @param end the offset at which to end, whatever the place
    /// @return the offset of the record at that place, or `end`
    long upToPlace(long end, long endPlace, Visitor visitor) throws IOException {
        while (next < end && place < endPlace) {
            upTo(next + 1, visitor);
        }
        return next;
    }

    /// Builds the index anew, of what stands before an offset.
    OpenIndex index(long end) throws IOException {
        var index = new OpenIndex(firstOffset, store.hash());
        upTo(end, (at, head, entry) -> add(index, at, head, entry));
        return index;
    }

    /// Where the last record ends that was shown.
    long place() {
        return place;
    }

    static void add(OpenIndex index, long place, RecordHead head, ByteBuffer bytes) {
        var entry = EntryCodec.decode(new Position(0, head.offset()), bytes);
        index.add(place, entry, Utf8.bytes(entry.publication().event().data()), head.firstUse());
    }

    private static String reason(RecordReader.Found found) {
        return switch (found) {
            case RECORD -> "the record of another offset (expected: this one's)";
            case END -> "the file ends (expected: this offset, or a segment that begins with it)";
            case DAMAGE -> "damaged (expected: the record of this offset)";
        };
    }
}
