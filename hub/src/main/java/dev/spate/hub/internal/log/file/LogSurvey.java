package dev.spate.hub.internal.log.file;

import dev.spate.hub.logfiles.Finding;
import dev.spate.hub.logfiles.OffsetRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads all files of a log, passing over what is damaged, and changes nothing. It follows [Recovery] in what it
/// expects, and goes on where that one refuses.
///
/// Takes as much memory as one segment's reader, and some bytes for each segment and each stretch of damage.
///
/// Owner: the thread that made it; used once.
final class LogSurvey {
    /// The shortest record.
    private static final int MIN_RECORD_BYTES = RecordCodec.HEAD_BYTES + 10;

    private final Disk disk;
    private final SurveyTally tally;
    private final long firstOffset;
    private Optional<LogState> state = Optional.empty();
    private Optional<LogStore> store = Optional.empty();
    /// Of any segment whose header can be read, for those whose cannot.
    private Optional<Long> anySalt = Optional.empty();

    /// @param tally is told what is found
    /// @param firstOffset segments that lie before it are not read
    LogSurvey(Disk disk, SurveyTally tally, long firstOffset) {
        this.disk = disk;
        this.tally = tally;
        this.firstOffset = firstOffset;
    }

    /// @throws IOException if the directory itself cannot be read
    SurveyedLog run() throws IOException {
        var listing = LogListing.of(disk);
        new SpareFiles(listing).tell(tally::found);
        boolean isNothing = listing.segments().isEmpty()
                && !listing.names().contains(StateFile.NAME)
                && !listing.names().contains(LogStore.EVICTIONS);
        if (isNothing) {
            return tally.nothing();
        }
        readState();
        var evictions = readEvictions(listing);
        long firstRetained = evictions
                .map(PersistentEvictions::firstRetained)
                .orElse(listing.segments().isEmpty() ? 1 : listing.segments().get(0));
        var offsets = withoutEvicted(listing.segments(), firstRetained);
        tally.expect(disk, listing.names());
        if (!offsets.isEmpty() && offsets.get(0) < firstRetained) {
            tally.found(new Finding.DamagedTable(
                    LogStore.EVICTIONS,
                    "says that offset " + firstRetained + " is the first that is kept (expected: " + offsets.get(0)
                            + ")"));
            firstRetained = offsets.get(0);
        }
        return survey(new Ground(evictions, firstRetained, offsets));
    }

    /// What is known before segments are read. Thread-safe: immutable, of parts that are their own.
    private record Ground(Optional<PersistentEvictions> evictions, long firstRetained, List<Long> offsets) {
        long last() {
            return offsets.get(offsets.size() - 1);
        }

        /// Whether entries were evicted, and now there is not one segment.
        boolean hasLostAll() {
            return offsets.isEmpty() && firstRetained > 1;
        }
    }

    private void readState() throws IOException {
        try {
            state = StateFile.read(disk);
            store = state.map(read -> LogStore.of(disk, read.key()));
            if (state.isEmpty()) {
                tally.found(new Finding.DamagedTable(StateFile.NAME, "missing (expected: beside the log's files)"));
            }
            for (var lost : state.map(LogState::lost).orElse(List.of())) {
                tally.found(new Finding.GivenUp(StateFile.NAME, new OffsetRange(lost.first(), lost.last())));
            }
        } catch (DamagedFileException e) {
            tally.found(
                    e.isOfOtherVersion()
                            ? new Finding.OtherVersion(StateFile.NAME, e.reason())
                            : new Finding.DamagedTable(StateFile.NAME, e.reason()));
        } catch (IOException e) {
            tally.found(new Finding.Unreadable(StateFile.NAME, 0, reason(e)));
        }
    }

    private Optional<PersistentEvictions> readEvictions(LogListing listing) {
        if (store.isEmpty()) {
            // The key they were made with is gone with the state.
            return Optional.empty();
        }
        var hash = store.get().hash();
        try {
            return Optional.of(PersistentEvictions.read(disk, LogStore.EVICTIONS, hash));
        } catch (NoSuchFileException e) {
            boolean isNothingEvicted =
                    listing.segments().isEmpty() || listing.segments().get(0) == 1;
            if (isNothingEvicted) {
                return Optional.of(new PersistentEvictions(hash, 1));
            }
            tally.found(new Finding.DamagedTable(
                    LogStore.EVICTIONS,
                    "missing (expected: beside segments that begin" + " with offset "
                            + listing.segments().get(0) + ")"));
        } catch (DamagedIndexException e) {
            tally.found(new Finding.DamagedTable(
                    LogStore.EVICTIONS, "damaged, or of another log (expected: its checksum, and this log's key)"));
        } catch (IOException e) {
            tally.found(new Finding.Unreadable(LogStore.EVICTIONS, 0, reason(e)));
        }
        return Optional.empty();
    }

    private List<Long> withoutEvicted(List<Long> segments, long firstRetained) {
        int gone = 0;
        while (gone < segments.size() - 1 && segments.get(gone + 1) <= firstRetained) {
            tally.found(new Finding.Spare(
                    LogStore.segmentName(segments.get(gone)), "is evicted; the next start removes it"));
            gone++;
        }
        return segments.subList(gone, segments.size());
    }

    private SurveyedLog survey(Ground ground) throws IOException {
        var stop = stop(ground);
        var segments = new ArrayList<SurveyedSegment>();
        long expected = ground.firstRetained();
        for (int index = 0; index < ground.offsets().size() && !tally.isEnough(); index++) {
            long first = ground.offsets().get(index);
            tellMissing(expected, first);
            boolean isLast = index == ground.offsets().size() - 1;
            long follower = isLast ? endOf(stop, first) : ground.offsets().get(index + 1);
            tally.begin(LogStore.segmentName(first));
            if (follower <= firstOffset) {
                tally.read(bytes(first));
                expected = follower;
                continue;
            }
            var segment = segment(first, follower, isLast);
            segments.add(segment);
            tally.segment(segment, follower == Long.MAX_VALUE);
            if (!isLast && segment.hasHeader() && segment.next() == first && !tally.isEnough()) {
                tally.found(new Finding.DamagedHeader(
                        segment.name(), "without entries (expected: some, since another segment follows)"));
            }
            expected = segment.next();
        }
        long next = Math.max(expected, leastNext(stop, ground));
        if (ground.hasLostAll() && next == ground.firstRetained()) {
            // Nobody knows how many there were.
            next++;
        }
        if (!tally.isEnough()) {
            tellMissing(expected, next);
            tellEnd(stop, segments);
        }
        return tally.log(new SurveyTally.Found(
                state, ground.evictions(), ground.firstRetained(), segments, next, !stop.isNone()));
    }

    private long bytes(long segment) throws IOException {
        try (var file = disk.open(LogStore.segmentName(segment))) {
            return file.size();
        }
    }

    /// How the log was left, if what it says can be.
    private CleanStop stop(Ground ground) {
        var stop = state.map(LogState::stop).orElse(CleanStop.NONE);
        if (!stop.isNone() && !ground.offsets().isEmpty() && ground.last() > stop.segment()) {
            tally.found(new Finding.DamagedTable(
                    StateFile.NAME,
                    "says that " + LogStore.segmentName(stop.segment()) + " is the last segment" + " (expected: "
                            + LogStore.segmentName(ground.last()) + ")"));
            return CleanStop.NONE;
        }
        return stop;
    }

    /// The offset before which the last segment has to end.
    private static long endOf(CleanStop stop, long last) {
        if (stop.isNone()) {
            return Long.MAX_VALUE;
        }
        return stop.segment() > last ? stop.segment() : stop.next();
    }

    /// What was given out lies before it, for all that is known.
    private long leastNext(CleanStop stop, Ground ground) {
        long least = Math.max(stop.next(), ground.firstRetained());
        if (state.isPresent()) {
            var epochs = state.get().epochs().epochs();
            least = Math.max(least, epochs.get(epochs.size() - 1).firstOffset());
            least = Math.max(least, state.get().stop().next());
            for (var lost : state.get().lost()) {
                least = Math.max(least, lost.last() + 1);
            }
        }
        return least;
    }

    private void tellMissing(long expected, long found) {
        if (found <= expected) {
            return;
        }
        boolean isKnown = state.isPresent() && state.get().explains(expected, found - 1);
        if (!isKnown) {
            tally.found(
                    new Finding.MissingSegment(LogStore.segmentName(expected), new OffsetRange(expected, found - 1)));
        }
    }

    private void tellEnd(CleanStop stop, List<SurveyedSegment> segments) {
        if (segments.isEmpty() || stop.isNone()) {
            return;
        }
        var last = segments.get(segments.size() - 1);
        long end = last.end();
        boolean isWhole = last.isSound() && last.next() == stop.next() && last.first() == stop.segment();
        if (isWhole && end != stop.bytes()) {
            tally.found(new Finding.DamagedTable(
                    StateFile.NAME,
                    "says that " + last.name() + " ends at byte " + stop.bytes() + " (expected: " + end + ")"));
        }
    }

    private SurveyedSegment segment(long first, long follower, boolean isLast) {
        var name = LogStore.segmentName(first);
        try (var file = disk.open(name)) {
            var header = header(name, file, first);
            var codec = new RecordCodec(header.map(SegmentHeader::salt).orElseGet(this::likelySalt));
            long limit = limit(first, follower);
            var scope = new SegmentSurvey.Scope(first, file, file.size(), codec, limit, Long.MAX_VALUE);
            boolean isAnywhere = isLast && scope.endsAnywhere();
            var surveyed = new SegmentSurvey(isAnywhere ? torn(scope) : scope, tally).run(isOfThisLog(header));
            return isAnywhere && header.isEmpty() ? withPossible(surveyed) : surveyed;
        } catch (IOException e) {
            tally.found(new Finding.Unreadable(name, 0, reason(e)));
            return new SurveyedSegment(first, 0, false, new RecordCodec(likelySalt()), List.of(), List.of(), 0, first);
        }
    }

    private long limit(long first, long follower) {
        long limit = follower;
        for (var range : state.map(LogState::lost).orElse(List.of())) {
            limit = range.last() == follower - 1 && range.first() > first ? range.first() : limit;
        }
        return limit;
    }

    /// Of a log that was not stopped: reads the last segment once more, for what its records say was on the disk.
    private static SegmentSurvey.Scope torn(SegmentSurvey.Scope scope) {
        long synced = new SegmentSurvey(scope, new SilentVisitor()).run(true).synced();
        return new SegmentSurvey.Scope(
                scope.segment(), scope.file(), scope.size(), scope.codec(), scope.limit(), synced);
    }

    /// A segment without a header and without any record: nobody knows how many there were, so as many as there is
    /// room for are missing.
    private static SurveyedSegment withPossible(SurveyedSegment empty) {
        long bytes = empty.size() - SegmentHeader.BYTES;
        if (!empty.runs().isEmpty() || bytes < MIN_RECORD_BYTES) {
            return empty;
        }
        long next = empty.first() + bytes / MIN_RECORD_BYTES;
        var damage = new SurveyedSegment.Damage(SegmentHeader.BYTES, bytes, new OffsetRange(empty.first(), next - 1));
        return new SurveyedSegment(
                empty.first(), empty.size(), false, empty.codec(), List.of(), List.of(damage), empty.synced(), next);
    }

    private Optional<SegmentHeader> header(String name, DiskFile file, long first) throws IOException {
        var bytes = ByteBuffer.allocate(SegmentHeader.BYTES);
        FileBytes.fill(file, bytes, 0);
        var header = SegmentHeader.decoded(bytes.flip()).filter(found -> found.firstOffset() == first);
        if (SegmentHeader.isOfOtherVersion(bytes)) {
            tally.found(new Finding.OtherVersion(name, SegmentHeader.reason(bytes)));
        } else if (header.isEmpty()) {
            tally.found(new Finding.DamagedHeader(name, SegmentHeader.reason(bytes)));
        } else if (store.isPresent() && !isOfThisLog(header)) {
            tally.found(new Finding.DamagedHeader(name, "of another log (expected: this one's secret)"));
        }
        anySalt = anySalt.or(() -> header.map(SegmentHeader::salt));
        return header;
    }

    /// Without a state nothing is: it has to be written anew with another secret.
    private boolean isOfThisLog(Optional<SegmentHeader> header) {
        return header.isPresent()
                && store.isPresent()
                && header.get().salt() == store.get().salt();
    }

    private long likelySalt() {
        return store.map(LogStore::salt).or(() -> anySalt).orElse(0L);
    }

    private static String reason(IOException failure) {
        return String.valueOf(failure.getMessage());
    }
}
