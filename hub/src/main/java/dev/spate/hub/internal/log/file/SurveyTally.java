package dev.spate.hub.internal.log.file;

import dev.spate.hub.logfiles.EntryReceiver;
import dev.spate.hub.logfiles.Finding;
import dev.spate.hub.logfiles.LogSummary;
import dev.spate.hub.logfiles.LogWatch;
import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.EpochHistory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Adds up what a survey finds, and tells others of it.
///
/// Owner: the thread of the survey.
final class SurveyTally implements SegmentSurvey.Visitor {
    private static final Pattern OWN = Pattern.compile("state|evictions|[0-9]{20}\\.(log|idx)");

    private final LogWatch watch;
    private final EntryReceiver receiver;
    private long allBytes;
    private long doneBytes;
    private int segments;
    private String segmentName = "";
    private long entries;
    private long firstOffset;
    private long lastOffset;
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;
    private int damages;
    private boolean isEnough;
    private final List<Finding.Unreadable> unreadable = new ArrayList<>();
    private Optional<String> obstacle = Optional.empty();

    /// What a survey has found beside entries. Thread-safe: immutable, of parts that are their own.
    record Found(
            Optional<LogState> state,
            Optional<PersistentEvictions> evictions,
            long firstRetained,
            List<SurveyedSegment> segments,
            long next,
            boolean isStopped) {}

    /// @param receiver takes the entries, with an epoch of 0
    SurveyTally(LogWatch watch, EntryReceiver receiver) {
        this.watch = watch;
        this.receiver = receiver;
    }

    /// Finds out how much there is to be read.
    void expect(Disk disk, List<String> names) throws IOException {
        for (var name : names) {
            if (OWN.matcher(name).matches()) {
                try (var file = disk.open(name)) {
                    allBytes += file.size();
                }
            }
        }
    }

    void begin(String segment) {
        segmentName = segment;
    }

    void found(Finding finding) {
        damages += finding.weight() == Finding.Weight.DAMAGE ? 1 : 0;
        if (finding instanceof Finding.Unreadable || finding instanceof Finding.OtherVersion) {
            obstacle = obstacle.or(() -> Optional.of(finding.file() + ": " + finding.text()));
        }
        watch.onFinding(finding);
    }

    @Override
    public void onEntry(RecordHead head, int bytes, Entry entry) {
        entries++;
        firstOffset = firstOffset == 0 ? head.offset() : firstOffset;
        lastOffset = head.offset();
        firstMillis = Math.min(firstMillis, entry.timeMillis());
        lastMillis = Math.max(lastMillis, entry.timeMillis());
        isEnough |= !receiver.take(entry);
    }

    @Override
    public void onPlace(long place) {
        watch.onProgress(doneBytes + place, allBytes);
    }

    @Override
    public void onUnreadable(long at, IOException failure) {
        // The first of a segment is told; the others are of the same bad place, or no better.
        if (unreadable.isEmpty()) {
            unreadable.add(new Finding.Unreadable(segmentName, at, String.valueOf(failure.getMessage())));
        }
    }

    @Override
    public boolean isEnough() {
        return isEnough;
    }

    /// Tells what a segment was found to hold.
    ///
    /// @param mayBeTorn whether what is behind its records may be a write that did not come to its end
    void segment(SurveyedSegment segment, boolean mayBeTorn) {
        segments++;
        for (var damage : segment.damages()) {
            found(new Finding.DamagedRecords(segment.name(), damage.at(), damage.bytes(), damage.lost()));
        }
        unreadable.forEach(this::found);
        unreadable.clear();
        long end = segment.end();
        if (mayBeTorn && segment.size() > end) {
            found(new Finding.TornTail(segment.name(), end, segment.size() - end));
        }
        read(segment.size());
    }

    /// Notes that a file has been read, or passed over.
    void read(long bytes) {
        doneBytes += bytes;
        watch.onProgress(doneBytes, allBytes);
    }

    SurveyedLog nothing() {
        var none = new Found(Optional.empty(), Optional.empty(), 1, List.of(), 1, false);
        return log(none);
    }

    SurveyedLog log(Found found) {
        return new SurveyedLog(
                found.state(),
                found.evictions(),
                found.firstRetained(),
                found.segments(),
                found.next(),
                damages > 0,
                obstacle,
                summary(found));
    }

    private LogSummary summary(Found found) {
        return new LogSummary(
                segments,
                entries,
                allBytes,
                firstOffset,
                lastOffset,
                entries == 0 ? 0 : firstMillis,
                entries == 0 ? 0 : lastMillis,
                found.state().map(LogState::epochs).map(EpochHistory::epochs).orElse(List.of()),
                found.isStopped(),
                damages);
    }
}
