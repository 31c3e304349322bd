package dev.spate.hub.internal.log.file;

import dev.spate.hub.HubException;
import dev.spate.hub.Position;
import dev.spate.hub.internal.log.file.RecordReader.Found;
import dev.spate.hub.internal.log.file.SurveyedSegment.Damage;
import dev.spate.hub.internal.log.file.SurveyedSegment.Run;
import dev.spate.hub.logfiles.OffsetRange;
import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.EntryCodec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads all of a segment that can be read, passing over what cannot.
///
/// ```text
///  header │ record 7 │ record 8 │ damage │ record 11 │ record 12 │ torn
///          └────── run ────────┘          └──────── run ────────┘
/// ```
///
/// Behind damage it first looks where the damaged record says it ends, then at every byte. What is found is a
/// record, since its checksum begins with the log's secret; and it is the right one, since it tells its offset.
///
/// Owner: the thread that made it; used once.
final class SegmentSurvey {
    /// The most runs and stretches of damage of one segment.
    static final int MAX_RUNS = LogState.MAX_LOST;
    /// Behind a place that the system fails to read, the next one that is tried.
    private static final int BLOCK_BYTES = 4096;
    private static final long STEP_BYTES = 1 << 20;
    private static final long NONE = -1;

    private final Scope scope;
    private final Visitor visitor;
    private final List<Run> runs = new ArrayList<>();
    private final List<Damage> damages = new ArrayList<>();
    private RecordReader reader;
    private long place = SegmentHeader.BYTES;
    private long next;
    private long runFirst;
    private long runFrom;
    private long damagedAt = NONE;
    private long synced = SegmentHeader.BYTES;
    private long toldPlace;

    /// What is to be looked at. Thread-safe: immutable, but for its file.
    ///
    /// @param segment its first offset
    /// @param file open
    /// @param size how long the file is
    /// @param codec that its records were written with
    /// @param limit the offset before which it has to end; [Long#MAX_VALUE]: where its records do
    /// @param tornFrom what cannot be read from this place on was never written to its end
    record Scope(long segment, DiskFile file, long size, RecordCodec codec, long limit, long tornFrom) {
        boolean endsAnywhere() {
            return limit == Long.MAX_VALUE;
        }
    }

    /// Is told what is read.
    interface Visitor {
        /// @param head what its record says
        /// @param bytes how long the record is
        /// @param entry with an epoch of 0
        void onEntry(RecordHead head, int bytes, Entry entry);

        /// @param doneBytes up to where the file has been read
        void onPlace(long doneBytes);

        /// @param at where the system failed to read
        /// @param failure what it said
        void onUnreadable(long at, IOException failure);

        /// @return whether nobody wants more
        boolean isEnough();
    }

    SegmentSurvey(Scope scope, Visitor visitor) {
        this.scope = scope;
        this.visitor = visitor;
        this.reader = fresh();
        this.next = scope.segment();
    }

    SurveyedSegment run(boolean hasHeader) {
        boolean goesOn = true;
        while (goesOn && next < scope.limit() && !visitor.isEnough()) {
            goesOn = switch (look(place)) {
                case RECORD -> takeRecord();
                case END -> false;
                case DAMAGE -> passDamage();
            };
            tell();
        }
        endRun(place);
        if (!visitor.isEnough()) {
            endDamage(scope.limit());
        }
        var first = scope.segment();
        return new SurveyedSegment(
                first, scope.size(), hasHeader, scope.codec(), runs, damages, synced, Math.max(next, first));
    }

    private RecordReader fresh() {
        return new RecordReader(scope.file(), scope.codec());
    }

    /// @return whether to go on
    private boolean takeRecord() {
        var head = reader.head();
        boolean isTorn = head.offset() != next && damagedAt == NONE && place >= scope.tornFrom();
        if (head.offset() >= scope.limit() || isTorn) {
            return false;
        }
        if (head.offset() < next || !visit(head)) {
            return passDamage();
        }
        if (head.offset() != next) {
            endRun(place);
            damagedAt = damagedAt == NONE ? place : damagedAt;
        }
        endDamage(head.offset());
        if (runFrom == 0) {
            runFirst = head.offset();
            runFrom = place;
        }
        synced = Math.max(synced, head.synced());
        place += reader.bytes();
        next = head.offset() + 1;
        return true;
    }

    /// @return whether it is an entry
    private boolean visit(RecordHead head) {
        try {
            visitor.onEntry(head, reader.bytes(), EntryCodec.decode(new Position(0, head.offset()), reader.entry()));
            return true;
        } catch (HubException e) {
            return false;
        }
    }

    /// @return whether to go on behind it
    private boolean passDamage() {
        if (place >= scope.tornFrom()) {
            return false;
        }
        endRun(place);
        if (damagedAt == NONE) {
            requireFewer();
            damagedAt = place;
        }
        place = behindDamage();
        return place < scope.size();
    }

    private void requireFewer() {
        if (damages.size() >= MAX_RUNS) {
            throw new HubException(
                    "log: " + LogStore.segmentName(scope.segment()) + ": damaged in more than " + MAX_RUNS
                            + " places (expected: fewer); only a backup helps",
                    new IllegalStateException("too much damage"));
        }
    }

    private void endRun(long at) {
        if (runFrom > 0) {
            runs.add(new Run(runFirst, next - 1, runFrom, at));
            runFrom = 0;
        }
    }

    /// @param end the offset behind what is lost by it
    private void endDamage(long end) {
        boolean isCutOff = damagedAt == NONE && next < end && !scope.endsAnywhere() && place < scope.size();
        if (damagedAt == NONE && !isCutOff) {
            return;
        }
        long at = damagedAt == NONE ? place : damagedAt;
        long last = end == Long.MAX_VALUE ? next - 1 : end - 1;
        var lost = new OffsetRange(next, Math.max(last, next - 1));
        damages.add(new Damage(at, place - at, lost));
        damagedAt = NONE;
        next = lost.last() + 1;
    }

    private long behindDamage() {
        long declared = declaredEnd();
        if (declared > place && isRecordAt(declared)) {
            return declared;
        }
        long at = place + 1;
        while (at + RecordCodec.HEAD_BYTES <= scope.size()) {
            try {
                if (mayBegin(at) && isRecordAt(at)) {
                    return at;
                }
                at++;
            } catch (IOException e) {
                visitor.onUnreadable(at, e);
                reader = fresh();
                at = (at / BLOCK_BYTES + 1) * BLOCK_BYTES;
            }
        }
        return scope.size();
    }

    private boolean mayBegin(long at) throws IOException {
        long most = next + (scope.size() - place) / RecordCodec.HEAD_BYTES;
        return reader.mayBegin(at, next, Math.min(most, scope.limit() - 1));
    }

    private long declaredEnd() {
        try {
            return reader.declaredEnd(place);
        } catch (IOException e) {
            reader = fresh();
            return NONE;
        }
    }

    /// Whether there is one that may come next.
    private boolean isRecordAt(long at) {
        return look(at) == Found.RECORD
                && reader.head().offset() >= next
                && reader.head().offset() < scope.limit();
    }

    private Found look(long at) {
        try {
            return reader.read(at);
        } catch (IOException e) {
            return lookAgain(at);
        }
    }

    /// By itself, since it may have been the bytes behind it that could not be read.
    private Found lookAgain(long at) {
        reader = fresh();
        try {
            return reader.read(at);
        } catch (IOException e) {
            visitor.onUnreadable(at, e);
            reader = fresh();
            return Found.DAMAGE;
        }
    }

    private void tell() {
        if (place - toldPlace >= STEP_BYTES) {
            visitor.onPlace(place);
            toldPlace = place;
        }
    }
}
