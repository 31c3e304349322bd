package dev.spate.hub.internal.log.file;

import dev.spate.hub.internal.log.file.SurveyedSegment.Run;
import dev.spate.hub.spi.EpochHistory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Carries a [RepairPlan] out.
///
/// Every step may be the last. The log does not start before the state is written, which comes at the end, or tells of
/// the loss all the same; and whatever was done is found by the next survey, which comes to the same holes:
///
/// - What a damaged file holds is copied, and forced, before anything is done to it.
/// - What is behind a hole has its name, forced, before what is before it is cut off: a log is never shorter than it
///   was, with nothing to tell that it was longer.
/// - The table of evictions tells of the holes before any file is removed.
///
/// Owner: the thread that made it; used once.
final class LogRepair {
    private final Disk disk;
    private final RepairPlan plan;
    private final LogState state;
    private final LogStore store;

    /// @param random gives an epoch, and a secret if there is none
    LogRepair(Disk disk, RepairPlan plan, RandomGenerator random) {
        this.disk = disk;
        this.plan = plan;
        this.state = state(plan.log(), random);
        this.store = LogStore.of(disk, state.key());
    }

    private LogState state(SurveyedLog log, RandomGenerator random) {
        long epoch = random.nextLong(1L << Recovery.EPOCH_BITS);
        if (log.state().isPresent()) {
            var known = log.state().get();
            var lost = new LogState(known.key(), known.epochs(), plan.holes(), CleanStop.NONE);
            return lost.in(epoch, log.next());
        }
        var key = new byte[KeyedHash.KEY_BYTES];
        random.nextBytes(key);
        return new LogState(key, EpochHistory.beginning(epoch), plan.holes(), CleanStop.NONE);
    }

    void run() throws IOException {
        var copies = new DamagedCopies(disk);
        for (var name : plan.kept()) {
            copies.keep(name);
        }
        if (plan.hasEmptyEnd()) {
            ActiveSegment.create(store, plan.log().next()).segment().release();
        }
        for (var segment : plan.changed()) {
            writeBehindHoles(segment);
        }
        writeEvictions();
        for (var segment : plan.changed()) {
            writeBeginning(segment);
        }
        StateFile.write(disk, state);
    }

    /// Gives every run that does not begin its segment a segment of its own.
    private void writeBehindHoles(SurveyedSegment segment) throws IOException {
        var before = new ArrayList<OpenIndex>();
        var runs = segment.runs();
        for (int index = 0; index < runs.size(); index++) {
            var run = runs.get(index);
            boolean isBeginning = run.first() == segment.first();
            if (!isBeginning) {
                before.add(copied(segment, run, before));
            } else if (runs.size() > 1) {
                before.add(indexed(segment, run));
            }
        }
    }

    private void writeEvictions() throws IOException {
        var hash = store.hash();
        long first = plan.log().firstReadable();
        var evictions = plan.log().evictions().isPresent()
                ? plan.log().evictions().get()
                : PersistentEvictions.unknown(hash, first);
        evictions.retainFrom(first);
        evictions.addToAll(plan.lastLost());
        evictions.write(disk, LogStore.EVICTIONS);
    }

    private void writeBeginning(SurveyedSegment segment) throws IOException {
        if (segment.keepsItsBeginning()) {
            cut(segment, segment.runs().get(0).to());
        } else if (segment.keepsItsName()) {
            copied(segment, segment.runs().get(0), List.of());
        } else if (!isEmptyEnd(segment)) {
            FileBytes.deleteIfThere(disk, LogStore.indexName(segment.first()));
            disk.delete(segment.name());
            disk.force();
        }
    }

    private boolean isEmptyEnd(SurveyedSegment segment) {
        return plan.hasEmptyEnd() && segment.first() == plan.log().next();
    }

    private void cut(SurveyedSegment segment, long end) throws IOException {
        if (FileBytes.deleteIfThere(disk, LogStore.indexName(segment.first()))) {
            disk.force();
        }
        try (var file = disk.open(segment.name())) {
            file.truncate(end);
            file.force();
        }
    }

    /// @param before the runs before it in the same segment, which is an older one from now on
    /// @return the index of the copy
    private OpenIndex copied(SurveyedSegment segment, Run run, List<OpenIndex> before) throws IOException {
        try (var file = disk.open(segment.name())) {
            var copy = new SegmentCopy(store, run.first());
            try {
                scan(segment, run, file, (place, head, entry) -> copy.put(id -> firstUse(before, id), head, entry));
                var active = copy.end();
                active.segment().release();
                return active.index();
            } catch (IOException | RuntimeException e) {
                copy.close();
                throw e;
            }
        }
    }

    private OpenIndex indexed(SurveyedSegment segment, Run run) throws IOException {
        var index = new OpenIndex(run.first(), store.hash());
        try (var file = disk.open(segment.name())) {
            scan(segment, run, file, (place, head, entry) -> SegmentScan.add(index, place, head, entry));
        }
        return index;
    }

    private static void scan(SurveyedSegment segment, Run run, DiskFile file, SegmentScan.Visitor visitor)
            throws IOException {
        var reader = new RecordReader(file, segment.codec());
        long place = run.from();
        while (place < run.to()) {
            if (reader.read(place) != RecordReader.Found.RECORD) {
                throw new IOException("log: " + segment.name() + " at byte " + place
                        + ": reads otherwise than a moment ago (expected: the same)");
            }
            visitor.visit(place, reader.head(), reader.entry());
            place += reader.bytes();
        }
    }

    private static long firstUse(List<OpenIndex> before, long idHash) {
        for (int index = before.size() - 1; index >= 0; index--) {
            long use = before.get(index).firstUse(idHash);
            if (use != SegmentIndex.NONE) {
                return use;
            }
        }
        return RecordCodec.NO_USE;
    }
}
