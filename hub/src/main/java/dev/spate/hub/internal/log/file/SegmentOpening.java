package dev.spate.hub.internal.log.file;

import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Opens segments that are not written to any more: by their indexes, which are built anew where they are missing,
/// damaged or of another time. Of the segment itself only the header and the last record are looked at then.
///
/// Owner: the log's writer; used for one start.
final class SegmentOpening {
    private final LogStore store;
    private final List<LostRange> lost;
    private final Consumer<RecoveryStep> progress;
    private final BooleanSupplier isStopped;
    private RecoveryStep step;

    /// @param lost what repairs gave up
    /// @param segments how many there are to be opened
    /// @param isStopped whether nobody waits any more
    SegmentOpening(
            LogStore store,
            List<LostRange> lost,
            int segments,
            Consumer<RecoveryStep> progress,
            BooleanSupplier isStopped) {
        this.store = store;
        this.lost = lost;
        this.progress = progress;
        this.isStopped = isStopped;
        this.step = new RecoveryStep(0, segments, 0);
    }

    /// Opens a segment that another one follows.
    ///
    /// @param follower the first offset of the next segment
    Segment before(long follower, long firstOffset) throws IOException {
        long end = follower;
        for (var range : lost) {
            end = range.last() == follower - 1 && range.first() > firstOffset ? range.first() : end;
        }
        return upTo(end, firstOffset);
    }

    /// Opens a segment.
    ///
    /// @param end the offset behind its last entry
    Segment upTo(long end, long firstOffset) throws IOException {
        if (isStopped.getAsBoolean()) {
            throw new IOException("log: closed (expected: to go on with the start)");
        }
        var name = LogStore.segmentName(firstOffset);
        var file = store.disk().open(name);
        try {
            SegmentHeader.read(name, file, firstOffset);
            var segment = opened(firstOffset, end, file);
            segment.opened(file);
            progress.accept(step);
            return segment;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private Segment opened(long firstOffset, long end, DiskFile file) throws IOException {
        try {
            var segment = indexed(firstOffset, end, file);
            step = new RecoveryStep(step.checked() + 1, step.segments(), step.rebuilt());
            return segment;
        } catch (DamagedSegmentException e) {
            throw e;
        } catch (IOException e) {
            // Missing, damaged, of another time, or on a bad place of the disk: it is never needed.
            step = new RecoveryStep(step.checked() + 1, step.segments(), step.rebuilt() + 1);
            return rebuilt(firstOffset, end, file);
        }
    }

    /// By the file of its index.
    private Segment indexed(long firstOffset, long end, DiskFile file) throws IOException {
        var name = LogStore.indexName(firstOffset);
        var index = SealedIndex.open(store.disk(), name, store.hash());
        try {
            if (index.firstOffset() != firstOffset || index.count() != end - firstOffset) {
                throw new DamagedIndexException("index " + name + ": " + index.count() + " entries from "
                        + index.firstOffset() + " (expected: " + (end - firstOffset) + " from " + firstOffset + ")");
            }
            long bytes = store.bytes(name);
            var segment = new Segment(store, index, endOfLast(index, file));
            segment.indexBytes(bytes);
            return segment;
        } catch (IOException e) {
            index.close();
            throw e;
        }
    }

    private long endOfLast(SealedIndex index, DiskFile file) throws IOException {
        long place = index.place(index.count() - 1);
        long offset = index.firstOffset() + index.count() - 1;
        var reader = new RecordReader(file, store.codec());
        if (reader.read(place) != RecordReader.Found.RECORD || reader.head().offset() != offset) {
            throw new DamagedSegmentException(
                    LogStore.segmentName(index.firstOffset()), place, offset, "damaged (expected: its last record)");
        }
        return place + reader.bytes();
    }

    /// By reading it; the index is kept in memory until it can be written.
    private Segment rebuilt(long firstOffset, long end, DiskFile file) throws IOException {
        var scan = new SegmentScan(store, firstOffset, file);
        var index = scan.index(end);
        var segment = new Segment(store, index, scan.place());
        try {
            var sealed = Sealer.write(store, index, scan.place());
            segment.sealed(sealed.index(), sealed.bytes());
        } catch (IOException e) {
            // It answers from memory, and is written again once the log is ready.
        }
        return segment;
    }
}
