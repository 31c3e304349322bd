package dev.spate.hub.internal.log.file;

import dev.spate.hub.logfiles.OffsetRange;
import java.util.List;

/// What a segment was found to hold. Thread-safe: immutable.
///
/// @param first the offset that its name says
/// @param size how long its file is
/// @param hasHeader whether it begins as it should
/// @param codec what its records were written with
/// @param runs what can be read of what belongs to the log, ascending
/// @param damages the stretches of bytes within what belongs to the log that cannot
/// @param synced up to where the file is known to have been on the disk, as its records say
/// @param next the offset behind what was looked at
record SurveyedSegment(
        long first,
        long size,
        boolean hasHeader,
        RecordCodec codec,
        List<Run> runs,
        List<Damage> damages,
        long synced,
        long next) {
    SurveyedSegment {
        runs = List.copyOf(runs);
        damages = List.copyOf(damages);
    }

    /// Records that stand one behind the other. Thread-safe: immutable.
    ///
    /// @param first the offset of the first
    /// @param last the offset of the last
    /// @param from where the first begins
    /// @param to where the last ends
    record Run(long first, long last, long from, long to) {}

    /// Bytes that are no records. Thread-safe: immutable.
    ///
    /// @param at where they begin
    /// @param bytes how many
    /// @param lost the entries that should be there
    record Damage(long at, long bytes, OffsetRange lost) {}

    String name() {
        return LogStore.segmentName(first);
    }

    /// Whether the log can go on with the file as it is.
    boolean isSound() {
        boolean beginsRight = runs.isEmpty() || runs.get(0).first() == first;
        return hasHeader && damages.isEmpty() && runs.size() <= 1 && beginsRight;
    }

    /// Whether its first record is where it should be, so that it may stay where it is.
    boolean keepsItsBeginning() {
        return hasHeader
                && !runs.isEmpty()
                && runs.get(0).first() == first
                && runs.get(0).from() == SegmentHeader.BYTES;
    }

    /// Whether what is behind this name afterwards is the beginning of the same entries.
    boolean keepsItsName() {
        return !runs.isEmpty() && runs.get(0).first() == first;
    }

    /// Where what was looked at ends: its last record, or the damage behind it.
    long end() {
        long end =
                runs.isEmpty() ? SegmentHeader.BYTES : runs.get(runs.size() - 1).to();
        return damages.isEmpty()
                ? end
                : Math.max(
                        end,
                        damages.get(damages.size() - 1).at()
                                + damages.get(damages.size() - 1).bytes());
    }

    long damagedBytes() {
        return damages.stream().mapToLong(Damage::bytes).sum();
    }
}
