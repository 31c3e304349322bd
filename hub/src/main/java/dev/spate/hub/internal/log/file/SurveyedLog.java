package dev.spate.hub.internal.log.file;

import dev.spate.hub.logfiles.LogSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a log was found to hold, damaged as it may be. Thread-safe: immutable, of parts that are their own.
///
/// @param state empty if it cannot be read
/// @param evictions empty if they cannot be read, or are missing where some should be
/// @param firstRetained where the log should begin
/// @param segments of the log, ascending
/// @param next the lowest offset that was certainly never given out
/// @param isDamaged whether it will not start, or not serve all
/// @param obstacle why it must not be repaired; empty: it may be
/// @param summary of it
record SurveyedLog(
        Optional<LogState> state,
        Optional<PersistentEvictions> evictions,
        long firstRetained,
        List<SurveyedSegment> segments,
        long next,
        boolean isDamaged,
        Optional<String> obstacle,
        LogSummary summary) {
    SurveyedLog {
        segments = List.copyOf(segments);
    }

    /// All offsets that are in no file, from the first retained one on, ascending.
    List<LostRange> holes() {
        var holes = new ArrayList<LostRange>();
        long expected = firstRetained;
        for (var segment : segments) {
            for (var run : segment.runs()) {
                if (run.first() > expected) {
                    holes.add(new LostRange(expected, run.first() - 1));
                }
                expected = Math.max(expected, run.last() + 1);
            }
        }
        if (next > expected) {
            holes.add(new LostRange(expected, next - 1));
        }
        return holes;
    }

    /// The offset of the first entry that can be read; the next one if there is none.
    long firstReadable() {
        return segments.stream()
                .filter(segment -> !segment.runs().isEmpty())
                .mapToLong(segment -> segment.runs().get(0).first())
                .findFirst()
                .orElse(next);
    }
}
