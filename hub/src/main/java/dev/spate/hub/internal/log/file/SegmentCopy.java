package dev.spate.hub.internal.log.file;

import dev.spate.hub.Position;
import dev.spate.hub.spi.EntryCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.LongUnaryOperator;

/// Copies the end of a segment into one of its own.
///
/// Owner: the thread that made it; used once.
final class SegmentCopy {
    private final LogStore store;
    private final OpenIndex index;
    private final DiskFile file;
    private final RecordBuffer.Run run;

    /// @param firstOffset of the first entry that will be copied
    SegmentCopy(LogStore store, long firstOffset) throws IOException {
        this.store = store;
        this.index = new OpenIndex(firstOffset, store.hash());
        this.file = store.create(firstOffset);
        this.run = new RecordBuffer(store.codec()).at(file, SegmentHeader.BYTES, RecordBuffer.MAX_BYTES);
    }

    /// Copies a record.
    ///
    /// @param before gives the first use of an id by its hash, of what stands before the copied part, in what is an
    ///     older segment from now on
    void put(LongUnaryOperator before, RecordHead head, ByteBuffer bytes) throws IOException {
        var entry = EntryCodec.decode(new Position(0, head.offset()), bytes);
        var event = entry.publication().event();
        long use = head.firstUse() == RecordCodec.NO_USE && !event.id().isNone()
                ? before.applyAsLong(store.hash().of(event.id().text()))
                : head.firstUse();
        var copied = new byte[bytes.remaining()];
        bytes.get(bytes.position(), copied);
        index.add(run.place(), entry, Utf8.bytes(event.data()), use);
        run.put(new RecordHead(head.offset(), SegmentHeader.BYTES, use), copied);
    }

    /// Gives the copy its name; once this returns it is on the disk.
    ActiveSegment end() throws IOException {
        run.flush();
        return ActiveSegment.named(store, index.firstOffset(), file, index);
    }

    /// Gives it up.
    void close() throws IOException {
        file.close();
    }
}
