package dev.spate.hub.internal.log.file;

import dev.spate.hub.spi.EpochHistory;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Finds out what a log holds, and leaves it ready to be written.
///
/// - After a good stop the state says where the log ends: whatever is missing then is damage.
/// - Else the last segment is read; [TailScan] tells where it ends. What it says was on the disk stays. What lies
///   behind that can be read, but may be there in memory only, if a force failed before the process ended: so it is
///   copied to a new segment and forced, and the old one is cut. Then a new epoch begins.
/// - Either way writing begins in a segment of its own. If the last one is small it is copied as a whole and
///   replaced, so that many starts do not leave many segments.
///
/// Every step may be the last: a segment's name appears once its bytes are on the disk, what a segment has at or
/// beyond the first offset of the next is ignored, and the epoch begins before anything is given out.
///
/// Damage is for people to decide about: the log does not start. The bytes of full segments are not looked at, but
/// where an index is missing.
///
/// Owner: the log's writer; used once.
final class Recovery {
    /// The bits of an epoch: they give nine characters of base 36.
    static final int EPOCH_BITS = 46;

    private final Disk disk;
    private final SegmentLimits limits;
    private final RandomGenerator random;
    private final Consumer<RecoveryStep> progress;
    private final BooleanSupplier isStopped;
    private final List<Segment> closed = new ArrayList<>();
    /// All that has been opened, for closing it if a later step fails.
    private final List<Segment> opened = new ArrayList<>();

    /// @param isStopped whether nobody waits for it any more
    Recovery(FileEventLog.Parts parts, SegmentLimits limits, BooleanSupplier isStopped) {
        this.disk = parts.disk();
        this.limits = limits;
        this.random = parts.random();
        this.progress = parts.progress();
        this.isStopped = isStopped;
    }

    /// What a log was found to hold. Thread-safe: immutable, of parts that are their own.
    ///
    /// @param closed the segments that are not written to any more
    /// @param active the last segment
    /// @param next the offset that comes next
    record Recovered(
            LogState state,
            LogStore store,
            PersistentEvictions evictions,
            List<Segment> closed,
            ActiveSegment active,
            long next) {}

    /// @throws DamagedSegmentException if an entry cannot be read that has to be there
    /// @throws DamagedFileException if another file cannot
    Recovered run() throws IOException {
        try {
            return recovered();
        } catch (IOException | RuntimeException e) {
            for (var segment : opened) {
                segment.release();
            }
            throw e;
        }
    }

    private Recovered recovered() throws IOException {
        var listing = LogListing.of(disk);
        listing.removeUnfinished(disk);
        var read = StateFile.read(disk);
        if (read.isEmpty()) {
            listing.requireNothing();
            return begun(firstState());
        }
        var state = read.get();
        var store = LogStore.of(disk, state.key());
        var evictions = evictions(store, listing);
        var left = listing.removeEvicted(disk, evictions.firstRetained());
        left.requireWhole(evictions.firstRetained(), state.stop());
        if (left.segments().isEmpty()) {
            return begun(state.in(epoch(), 1));
        }
        var opening = new SegmentOpening(store, state.lost(), left.segments().size(), progress, isStopped);
        var last = openClosed(left.segments(), opening);
        return state.stop().isNone()
                ? afterBreak(new Ground(state, store, evictions), last, opening)
                : afterStop(new Ground(state, store, evictions), last, opening);
    }

    /// What is known before the last segment is looked at. Thread-safe: immutable, of parts that are their own.
    private record Ground(LogState state, LogStore store, PersistentEvictions evictions) {}

    /// @return the first offset of the last segment
    private long openClosed(List<Long> segments, SegmentOpening opening) throws IOException {
        int last = segments.size() - 1;
        for (int index = 0; index < last; index++) {
            close(opening.before(segments.get(index + 1), segments.get(index)));
        }
        return segments.get(last);
    }

    /// Notes a segment that is not written to any more.
    private void close(Segment segment) {
        opened.add(segment);
        closed.add(segment);
    }

    private ActiveSegment begin(ActiveSegment active) {
        opened.add(active.segment());
        return active;
    }

    private LogState firstState() {
        var key = new byte[KeyedHash.KEY_BYTES];
        random.nextBytes(key);
        return new LogState(key, EpochHistory.beginning(epoch()), List.of(), CleanStop.NONE);
    }

    private long epoch() {
        return random.nextLong(1L << EPOCH_BITS);
    }

    private PersistentEvictions evictions(LogStore store, LogListing listing) throws IOException {
        try {
            return PersistentEvictions.read(disk, LogStore.EVICTIONS, store.hash());
        } catch (NoSuchFileException e) {
            listing.requireNothingEvicted();
            return new PersistentEvictions(store.hash(), 1);
        } catch (DamagedIndexException e) {
            throw new DamagedFileException(
                    LogStore.EVICTIONS, "damaged, or of another log (expected: its checksum, and this log's key)");
        }
    }

    /// Begins a log that holds nothing.
    private Recovered begun(LogState state) throws IOException {
        StateFile.write(disk, state);
        var store = LogStore.of(disk, state.key());
        var evictions = new PersistentEvictions(store.hash(), 1);
        return new Recovered(state, store, evictions, closed, begin(ActiveSegment.create(store, 1)), 1);
    }

    private Recovered afterStop(Ground ground, long last, SegmentOpening opening) throws IOException {
        var stop = ground.state().stop();
        var state = ground.state().running();
        boolean isSmall = stop.bytes() <= limits.smallBytes();
        if (isSmall) {
            requireEnd(ground.store(), stop);
        } else {
            close(opening.upTo(stop.next(), last));
            requireEnd(closed.get(closed.size() - 1), stop);
        }
        // From now on it is not stopped; if it breaks here, an epoch begins for nothing.
        StateFile.write(disk, state);
        var active = isSmall
                ? copy(ground.store(), last, SegmentHeader.BYTES, stop.next())
                : begin(ActiveSegment.create(ground.store(), stop.next()));
        return new Recovered(state, ground.store(), ground.evictions(), closed, active, stop.next());
    }

    private void requireEnd(Segment segment, CleanStop stop) throws DamagedSegmentException {
        if (segment.end() != stop.bytes()) {
            throw new DamagedSegmentException(
                    segment.name(), segment.end(), stop.next(), "ends (expected: at byte " + stop.bytes() + ")");
        }
    }

    private void requireEnd(LogStore store, CleanStop stop) throws IOException {
        var name = LogStore.segmentName(stop.segment());
        try (var file = disk.open(name)) {
            SegmentHeader.read(name, file, stop.segment());
            var scan = new SegmentScan(store, stop.segment(), file);
            long end = scan.upTo(stop.next(), (place, head, entry) -> {});
            if (end != stop.bytes()) {
                throw new DamagedSegmentException(
                        name, end, stop.next(), "ends (expected: at byte " + stop.bytes() + ")");
            }
        }
    }

    private Recovered afterBreak(Ground ground, long last, SegmentOpening opening) throws IOException {
        var tail = tail(ground.store(), last);
        boolean isSmall = tail.end() <= limits.smallBytes();
        var active = copy(ground.store(), last, isSmall ? SegmentHeader.BYTES : tail.synced(), tail.next());
        if (active.firstOffset() > last) {
            cut(last, tail.synced());
            close(opening.upTo(active.firstOffset(), last));
        }
        var state = ground.state().in(epoch(), tail.next());
        StateFile.write(disk, state);
        return new Recovered(state, ground.store(), ground.evictions(), closed, active, tail.next());
    }

    private TailScan tail(LogStore store, long last) throws IOException {
        var name = LogStore.segmentName(last);
        try (var file = disk.open(name)) {
            SegmentHeader.read(name, file, last);
            return new TailScan(store, last, file).run();
        }
    }

    /// What is there now is ignored, since the next segment begins before it.
    private void cut(long segment, long bytes) throws IOException {
        try (var file = disk.open(LogStore.segmentName(segment))) {
            file.truncate(bytes);
        }
    }

    /// Copies what a segment has from a place on into a new one.
    private ActiveSegment copy(LogStore store, long segment, long from, long end) throws IOException {
        try (var file = disk.open(LogStore.segmentName(segment))) {
            var scan = new SegmentScan(store, segment, file);
            var before = new OpenIndex(segment, store.hash());
            long first = scan.upToPlace(end, from, (place, head, entry) -> SegmentScan.add(before, place, head, entry));
            var copy = new SegmentCopy(store, first);
            try {
                scan.upTo(end, (place, head, entry) -> copy.put(before::firstUse, head, entry));
                return begin(copy.end());
            } catch (IOException | RuntimeException e) {
                copy.close();
                throw e;
            }
        }
    }
}
