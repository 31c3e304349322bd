package dev.spate.hub.internal.log.file;

import dev.spate.hub.logfiles.OffsetRange;
import dev.spate.hub.logfiles.RepairReport;
import dev.spate.hub.logfiles.RepairStep;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What a repair has to do. Thread-safe: immutable.
///
/// @param log as it was found
/// @param kept the files that are kept as they are
/// @param changed the segments that are cut, written anew or removed
/// @param holes what will be missing between segments, ascending
/// @param lost what this repair gives up, ascending; also what lies before the first entry that is left
/// @param hasEmptyEnd whether a segment without entries has to say where the log goes on
record RepairPlan(
        SurveyedLog log,
        List<String> kept,
        List<SurveyedSegment> changed,
        List<LostRange> holes,
        List<OffsetRange> lost,
        boolean hasEmptyEnd) {

    static RepairPlan of(SurveyedLog log, List<String> names) throws IOException {
        var all = log.holes();
        var holes =
                all.stream().filter(hole -> hole.first() > log.firstReadable()).toList();
        if (holes.size() > LogState.MAX_LOST) {
            throw new IOException("log: " + holes.size() + " ranges of entries are lost (expected: at most "
                    + LogState.MAX_LOST + "); only a backup helps");
        }
        var known = log.state().map(LogState::lost).orElse(List.of());
        var lost = all.stream()
                .filter(hole -> !known.contains(hole))
                .map(hole -> new OffsetRange(hole.first(), hole.last()))
                .toList();
        boolean hasEmptyEnd = hasEmptyEnd(log);
        var changed = new ArrayList<SurveyedSegment>();
        for (int index = 0; index < log.segments().size(); index++) {
            var segment = log.segments().get(index);
            // Only the last one may be without entries.
            boolean isEnd = !hasEmptyEnd && index == log.segments().size() - 1;
            if (!segment.isSound() || (segment.runs().isEmpty() && !isEnd)) {
                changed.add(segment);
            }
        }
        return new RepairPlan(log, kept(log, changed, names), changed, holes, lost, hasEmptyEnd);
    }

    private static List<String> kept(SurveyedLog log, List<SurveyedSegment> changed, List<String> names) {
        var kept = new ArrayList<String>();
        for (var segment : changed) {
            // Without a state all are written anew, those too that are not damaged.
            if (log.state().isPresent() || !segment.damages().isEmpty()) {
                kept.add(segment.name());
            }
        }
        if (log.state().isEmpty() && names.contains(StateFile.NAME)) {
            kept.add(StateFile.NAME);
        }
        if (log.evictions().isEmpty() && names.contains(LogStore.EVICTIONS)) {
            kept.add(LogStore.EVICTIONS);
        }
        return kept;
    }

    private static boolean hasEmptyEnd(SurveyedLog log) {
        if (log.segments().isEmpty()) {
            return true;
        }
        var last = log.segments().get(log.segments().size() - 1);
        boolean isEmpty = last.runs().isEmpty();
        long end =
                isEmpty ? last.first() : last.runs().get(last.runs().size() - 1).last() + 1;
        return end < log.next() || (isEmpty && !last.isSound());
    }

    /// The last offset that subscribers may lack; 0 if there is none.
    long lastLost() {
        long last = 0;
        for (var hole : log.holes()) {
            last = Math.max(last, hole.last());
        }
        return last;
    }

    RepairReport report(List<String> names) throws IOException {
        var steps = new ArrayList<RepairStep>();
        for (var name : kept) {
            steps.add(new RepairStep(name, "is kept as " + DamagedCopies.nextName(names, name)));
        }
        for (var segment : changed) {
            tell(segment, steps);
        }
        if (hasEmptyEnd) {
            steps.add(new RepairStep(LogStore.segmentName(log.next()), "is begun, without entries"));
        }
        tellTables(steps);
        long bytes = changed.stream().mapToLong(SurveyedSegment::damagedBytes).sum();
        return new RepairReport(steps, lost, bytes, log.summary().entries());
    }

    private void tell(SurveyedSegment segment, List<RepairStep> steps) {
        if (segment.keepsItsBeginning()) {
            var run = segment.runs().get(0);
            steps.add(new RepairStep(
                    segment.name(),
                    "is cut at byte " + run.to() + ": " + new OffsetRange(run.first(), run.last()) + " stay"));
        } else if (!segment.keepsItsName() && !(hasEmptyEnd && segment.first() == log.next())) {
            steps.add(new RepairStep(segment.name(), "is removed"));
        }
        for (var run : segment.runs()) {
            boolean isCut = segment.keepsItsBeginning() && run.first() == segment.first();
            if (!isCut) {
                steps.add(new RepairStep(
                        LogStore.segmentName(run.first()), "gets " + new OffsetRange(run.first(), run.last())));
            }
        }
    }

    private void tellTables(List<RepairStep> steps) {
        if (log.evictions().isEmpty()) {
            steps.add(new RepairStep(
                    LogStore.EVICTIONS,
                    "is made anew: of any topic entries may be gone before offset "
                            + Math.max(log.firstReadable(), lastLost() + 1)));
        } else if (!lost.isEmpty()) {
            steps.add(new RepairStep(
                    LogStore.EVICTIONS, "notes that of any topic entries may be gone up to offset " + lastLost()));
        }
        steps.add(new RepairStep(
                StateFile.NAME,
                log.state().isEmpty()
                        ? "is made anew: ids of before are none of this log's any more"
                        : "begins an epoch with offset " + log.next()
                                + (holes.isEmpty() ? "" : " and notes what is missing between segments")));
    }
}
