package dev.spate.hub.internal.log.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Which files of a log there are. Files of others are left alone.
///
/// Thread-safe: immutable.
///
/// @param names of all files
/// @param segments the first offsets of the segments, ascending
record LogListing(List<String> names, List<Long> segments) {
    private static final Pattern UNFINISHED = Pattern.compile("(state|evictions|[0-9]{20}\\.(log|idx))\\.tmp");

    static LogListing of(Disk disk) throws IOException {
        var names = disk.names();
        var segments = new ArrayList<Long>();
        for (var name : names) {
            LogStore.firstOffset(name).ifPresent(segments::add);
        }
        segments.sort(null);
        return new LogListing(List.copyOf(names), List.copyOf(segments));
    }

    /// What an end in the midst of making it has left.
    void removeUnfinished(Disk disk) throws IOException {
        for (var name : names) {
            if (UNFINISHED.matcher(name).matches()) {
                disk.delete(name);
            }
        }
    }

    /// A log without a state is a new one.
    void requireNothing() throws DamagedFileException {
        if (!segments.isEmpty() || names.contains(LogStore.EVICTIONS)) {
            throw new DamagedFileException(StateFile.NAME, "missing (expected: beside the log's other files)");
        }
    }

    /// Where segments have gone there is a table of what they held.
    void requireNothingEvicted() throws DamagedFileException {
        if (!segments.isEmpty() && segments.get(0) > 1) {
            throw new DamagedFileException(
                    LogStore.EVICTIONS, "missing (expected: beside segments that begin with " + segments.get(0) + ")");
        }
    }

    /// Removes what was to be removed when the log ended.
    ///
    /// @param firstRetained the first offset that was retained
    /// @return what is left
    LogListing removeEvicted(Disk disk, long firstRetained) throws IOException {
        int gone = 0;
        while (gone < segments.size() - 1 && segments.get(gone + 1) <= firstRetained) {
            FileBytes.deleteIfThere(disk, LogStore.indexName(segments.get(gone)));
            disk.delete(LogStore.segmentName(segments.get(gone)));
            gone++;
        }
        return new LogListing(names, segments.subList(gone, segments.size()));
    }

    /// The first segment has to begin where the log does, and the last one to be that of the stop.
    void requireWhole(long firstRetained, CleanStop stop) throws DamagedFileException {
        boolean neverBegan = segments.isEmpty() && firstRetained == 1 && stop.isNone();
        if (neverBegan) {
            return;
        }
        if (segments.isEmpty() || segments.get(0) != firstRetained) {
            throw missing(firstRetained);
        }
        long last = segments.get(segments.size() - 1);
        if (!stop.isNone() && last < stop.segment()) {
            throw missing(stop.segment());
        }
        if (!stop.isNone() && last > stop.segment()) {
            throw new DamagedFileException(
                    LogStore.segmentName(last),
                    "too much (expected: " + LogStore.segmentName(stop.segment()) + " to be the last)");
        }
    }

    private static DamagedFileException missing(long firstOffset) {
        return new DamagedFileException(LogStore.segmentName(firstOffset), "missing (expected: a segment)");
    }
}
