package dev.spate.hub.internal.log.file;

import dev.spate.hub.Durability;
import dev.spate.hub.HubException;
import dev.spate.hub.Ticker;
import dev.spate.hub.spi.EpochHistory;
import dev.spate.hub.spi.TailListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes batches to the last segment, forces them, lets them be seen, and begins new segments.
///
/// A batch is seen when it is as safe as the log's durability says, and is then in the index, in the [View] and handed
/// to the tail, in this order. What was written, and failed to be forced, is never seen, and nothing is written
/// behind it.
///
/// Owner: the log's writer; any thread may ask for the trouble.
final class LogWriter {
    /// What a file system needs for the file itself, roughly.
    private static final long FILE_BYTES = 16 << 10;
    /// How many full segments may answer from memory; then batches wait for their indexes to be written.
    private static final int MAX_UNSEALED = 8;
    /// What a segment has at most, while indexes are behind.
    private static final long MAX_SEGMENT_BYTES = 512L << 20;

    private final LogStore store;
    private final SegmentLimits limits;
    private final Durability durability;
    private final Segments segments;
    private final Sealer sealer;
    private final EpochHistory epochs;
    private final WriteCounts counts;
    private final Ticker ticker;
    private final RecordBuffer buffer;
    private final List<PendingBatch> unforced = new ArrayList<>();
    private ActiveSegment active;
    /// Where in the file the next record goes, and up to where it is forced.
    private long end;
    private long synced;
    private long next;
    /// The time of the first entry of the segment.
    private long firstMillis;
    /// Whether the segment may have bytes behind its end, and is not to be written to.
    private boolean isEnded;
    private @Nullable TailListener tail;
    // Written by the log's writer, read by whoever appends or asks.
    private volatile @Nullable Trouble trouble;

    /// What a writer works with. Thread-safe: immutable, of parts that are their own.
    record Parts(
            LogStore store,
            SegmentLimits limits,
            Durability durability,
            Segments segments,
            Sealer sealer,
            EpochHistory epochs,
            WriteCounts counts,
            Ticker ticker) {}

    /// @param active all of it is forced
    /// @param next the offset that comes next
    LogWriter(Parts parts, ActiveSegment active, long next) {
        this.store = parts.store();
        this.limits = parts.limits();
        this.durability = parts.durability();
        this.segments = parts.segments();
        this.sealer = parts.sealer();
        this.epochs = parts.epochs();
        this.counts = parts.counts();
        this.ticker = parts.ticker();
        this.buffer = new RecordBuffer(store.codec());
        this.active = active;
        this.end = active.segment().end();
        this.synced = end;
        this.next = next;
    }

    /// @return the offset after which the listener gets everything
    long tail(TailListener listener) {
        tail = listener;
        return segments.view().head();
    }

    SegmentLimits limits() {
        return limits;
    }

    Optional<Trouble> trouble() {
        return Optional.ofNullable(trouble);
    }

    /// Whether a batch fits into the segment behind others.
    ///
    /// @param bytes of the others
    /// @param entries of the others
    boolean fits(long bytes, long entries) {
        return !limits.isFull(end + bytes, next - active.firstOffset() + entries);
    }

    /// Writes batches, and forces them if nobody sees them before.
    void write(List<PendingBatch> batches) {
        if (trouble != null || !rollIfDue(batches.get(0).timeMillis())) {
            fail(batches, trouble().orElseThrow().exception());
            return;
        }
        try {
            lookUpIds(batches);
        } catch (IOException e) {
            counts.failed();
            fail(batches, new HubException("log: an index cannot be read, " + e.getMessage(), e));
            return;
        }
        try {
            writeRecords(batches);
        } catch (DiskFullException e) {
            endSegment(batches, e);
            return;
        } catch (IOException e) {
            giveUp("writing", e, batches);
            return;
        }
        unforced.addAll(batches);
        batches.forEach(PendingBatch::completeWritten);
        if (durability == Durability.MEMORY) {
            show(batches);
        } else {
            force();
        }
    }

    /// Forces what has been written.
    void force() {
        if (unforced.isEmpty() || (trouble != null && trouble.isFinal())) {
            return;
        }
        var batches = List.copyOf(unforced);
        long begun = ticker.nanos();
        try {
            active.file().force();
        } catch (IOException e) {
            giveUp("forcing", e, List.of());
            return;
        }
        counts.committed(batches, end - synced, ticker.nanos() - begun);
        synced = end;
        unforced.clear();
        if (durability == Durability.DISK) {
            show(batches);
        }
        batches.forEach(PendingBatch::completeDurable);
    }

    /// Does what is due about once a second.
    void maintain(long nowMillis) throws IOException {
        retry();
        force();
        boolean isOld = active.index().totals().maxTimeMillis() < limits.oldestMillis(nowMillis);
        if (trouble == null && !active.isEmpty() && isOld) {
            roll();
        }
        sealer.sealAll();
        segments.maintain(nowMillis);
    }

    /// Takes nothing more.
    ///
    /// @return how the log is left, or that it is not left well
    CleanStop close() {
        force();
        boolean isWell = trouble == null || !trouble.isFinal();
        trouble = Trouble.closed();
        return isWell ? new CleanStop(active.firstOffset(), end, next) : CleanStop.NONE;
    }

    /// Takes nothing more, since nobody knows what a bug has left.
    void breakDown(Throwable failure) {
        giveUp("writing", failure, List.of());
    }

    ActiveSegment active() {
        return active;
    }

    private boolean rollIfDue(long nowMillis) {
        boolean isFull = active.index().isFull() || end >= MAX_SEGMENT_BYTES;
        boolean isDue =
                isFull || limits.isFull(end, next - active.firstOffset()) || limits.isTooYoung(firstMillis, nowMillis);
        if (active.isEmpty() || !isDue) {
            return true;
        }
        sealer.sealAll();
        boolean isSealingBehind = sealer.waiting() >= MAX_UNSEALED;
        if (isSealingBehind && isFull) {
            trouble = Trouble.passing("writing " + MAX_UNSEALED + " indexes", new IllegalStateException("too slow"));
        }
        return trouble == null && (isSealingBehind || roll());
    }

    /// Goes on in a new segment.
    ///
    /// @return whether there is one; else the trouble says why not
    private boolean roll() {
        force();
        if (trouble != null) {
            return false;
        }
        try {
            active = ActiveSegment.create(store, next);
            end = active.segment().end();
            synced = end;
            segments.roll(active.segment(), next - 1);
            sealer.sealAll();
        } catch (StraySegmentException e) {
            giveUp("naming a segment", e, List.of());
        } catch (DiskFullException e) {
            trouble = Trouble.full(e, FILE_BYTES);
        } catch (IOException e) {
            trouble = Trouble.passing("beginning a segment", e);
        }
        if (trouble != null) {
            counts.failed();
        }
        return trouble == null;
    }

    /// An id that older segments know carries its first use on, in the record too, so that an index that is built
    /// anew knows it even where those segments are gone by then.
    private void lookUpIds(List<PendingBatch> batches) throws IOException {
        var closed = segments.closed();
        for (var batch : batches) {
            var uses = new long[batch.size()];
            for (int index = 0; index < uses.length; index++) {
                var id = batch.publications().get(index).event().id();
                uses[index] = id.isNone() || closed.isEmpty()
                        ? RecordCodec.NO_USE
                        : Lookups.firstUse(closed, store.hash().of(id.text()));
            }
            batch.use(uses);
        }
    }

    private void writeRecords(List<PendingBatch> batches) throws IOException {
        long bytes = batches.stream().mapToLong(PendingBatch::bytes).sum();
        var run = buffer.at(active.file(), end, bytes);
        long offset = next;
        for (var batch : batches) {
            var places = new long[batch.size()];
            for (int index = 0; index < places.length; index++) {
                places[index] = run.place();
                run.put(new RecordHead(offset + index, synced, batch.firstUse(index)), batch.encoded(index));
            }
            batch.place(epochs, offset, places);
            offset += places.length;
        }
        run.flush();
        next = offset;
        end = run.place();
    }

    private void show(List<PendingBatch> batches) {
        for (var batch : batches) {
            for (int index = 0; index < batch.size(); index++) {
                var entry = batch.entries().get(index);
                int dataBytes = Utf8.bytes(entry.publication().event().data());
                active.index().add(batch.place(index), entry, dataBytes, batch.firstUse(index));
            }
        }
        if (batches.get(0).entries().get(0).offset() == active.firstOffset()) {
            firstMillis = batches.get(0).timeMillis();
        }
        active.segment().growTo(end);
        segments.commit(next - 1);
        if (tail != null) {
            for (var batch : batches) {
                tail.onEntries(batch.entries());
            }
        }
    }

    /// There is no room: what was written of the batches is cut off, as far as that is possible, and a new segment is
    /// begun when there is room again.
    private void endSegment(List<PendingBatch> batches, DiskFullException failure) {
        long bytes = batches.stream().mapToLong(PendingBatch::bytes).sum();
        counts.failed();
        try {
            active.file().truncate(end);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        force();
        if (trouble == null) {
            trouble = Trouble.full(failure, bytes + FILE_BYTES);
            isEnded = true;
        }
        fail(batches, trouble().orElseThrow().exception());
    }

    /// Nobody knows any more what the file holds: it is neither written nor forced again.
    private void giveUp(String doing, Throwable failure, List<PendingBatch> batches) {
        counts.failed();
        var given = Trouble.failed(doing, failure);
        trouble = given;
        fail(unforced, given.exception());
        unforced.clear();
        fail(batches, given.exception());
    }

    private void retry() throws IOException {
        var passing = trouble;
        if (passing == null || passing.isFinal() || store.disk().freeBytes() < passing.neededBytes()) {
            return;
        }
        trouble = null;
        if (isEnded && roll()) {
            isEnded = false;
        }
    }

    private static void fail(List<PendingBatch> batches, HubException failure) {
        batches.forEach(batch -> batch.fail(failure));
    }
}
