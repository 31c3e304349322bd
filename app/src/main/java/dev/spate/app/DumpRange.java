package dev.spate.app;

import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.EpochHistory;
import java.util.List;

/// Which entries of a log are dumped, both ends included. Thread-safe: immutable.
record DumpRange(DumpBound from, DumpBound to) {
    /// @throws CommandFailure if a position is none of the log's
    void requireOf(EpochHistory epochs) {
        for (var bound : List.of(from, to)) {
            if (bound instanceof DumpBound.At(var position)
                    && !(epochs.standing(position) instanceof EpochHistory.Standing.Holds)) {
                throw new CommandFailure("position: " + position + " (expected: one that this log gave out)");
            }
        }
    }

    long firstOffset() {
        return from instanceof DumpBound.At(var position) ? position.offset() : 0;
    }

    /// Whether no entry behind it can be wanted: clocks jump, so only a position can tell.
    boolean isPast(Entry entry) {
        return to instanceof DumpBound.At(var position) && entry.offset() > position.offset();
    }

    boolean includes(Entry entry) {
        boolean isEarly = from instanceof DumpBound.Time(long millis) && entry.timeMillis() < millis;
        boolean isLate = to instanceof DumpBound.Time(long millis) && entry.timeMillis() > millis;
        return !isEarly && !isLate;
    }
}
