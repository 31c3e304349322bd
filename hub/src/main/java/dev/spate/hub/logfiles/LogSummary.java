package dev.spate.hub.logfiles;

import dev.spate.hub.spi.EpochHistory;
import java.util.List;

/// What was read of a log. Thread-safe: immutable.
///
/// @param segments how many files of entries there are
/// @param entries how many entries were read
/// @param bytes how long the log's files are together
/// @param firstOffset the offset of the oldest entry; 0 if there is none
/// @param lastOffset the offset of the newest entry; 0 if there is none
/// @param firstMillis the earliest time of an entry, in milliseconds of Unix time; 0 if there is none
/// @param lastMillis the latest time of an entry; 0 if there is none
/// @param epochs the log's epochs, the current one last; empty if nobody knows
/// @param isStoppedWell whether the log says that it was stopped
/// @param damages how many findings are damage
public record LogSummary(
        int segments,
        long entries,
        long bytes,
        long firstOffset,
        long lastOffset,
        long firstMillis,
        long lastMillis,
        List<EpochHistory.Start> epochs,
        boolean isStoppedWell,
        int damages) {
    public LogSummary {
        epochs = List.copyOf(epochs);
    }
}
