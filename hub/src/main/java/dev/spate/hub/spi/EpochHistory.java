package dev.spate.hub.spi;

import dev.spate.hub.Position;
import java.util.ArrayList;
import java.util.List;

/// The epochs of a log in their order, each with the first offset it could give out. Offsets run on from one epoch
/// to the next. Thread-safe: immutable.
///
/// @param epochs at least one, by ascending first offset
public record EpochHistory(List<Start> epochs) {
    /// The beginning of an epoch.
    ///
    /// @param epoch its number
    /// @param firstOffset the first offset it could give out, at least 1
    public record Start(long epoch, long firstOffset) {}

    /// What has become of a position. Thread-safe: immutable.
    public sealed interface Standing {
        /// It still means what it meant when it was given out.
        ///
        /// @param offset its offset
        record Holds(long offset) implements Standing {}

        /// Its epoch ended, and it lies beyond what is known to be kept of it.
        ///
        /// @param kept the last offset of that epoch that still holds
        record Ended(long kept) implements Standing {}

        /// Its epoch is none of this log's.
        record Foreign() implements Standing {}
    }

    /// @throws IllegalArgumentException if there is no epoch, or the offsets do not ascend
    public EpochHistory {
        epochs = List.copyOf(epochs);
        if (epochs.isEmpty()) {
            throw new IllegalArgumentException("epochs: none (expected: at least one)");
        }
        for (int index = 1; index < epochs.size(); index++) {
            long before = epochs.get(index - 1).firstOffset();
            if (epochs.get(index).firstOffset() < before) {
                throw new IllegalArgumentException(
                        "first offset: " + epochs.get(index).firstOffset() + " (expected: >= " + before + ")");
            }
        }
    }

    /// A history of one epoch that begins with offset 1.
    ///
    /// @param epoch its number
    /// @return the history
    public static EpochHistory beginning(long epoch) {
        return new EpochHistory(List.of(new Start(epoch, 1)));
    }

    /// @param epoch the number of the epoch that begins
    /// @param firstOffset the first offset that it can give out
    /// @return this history with that epoch at its end
    public EpochHistory followedBy(long epoch, long firstOffset) {
        var longer = new ArrayList<>(epochs);
        longer.add(new Start(epoch, firstOffset));
        return new EpochHistory(longer);
    }

    /// The position of an offset that lies in this log.
    ///
    /// @param offset at least 0
    /// @return the offset with the epoch that gave it out
    public Position at(long offset) {
        for (int index = epochs.size() - 1; index > 0; index--) {
            if (epochs.get(index).firstOffset() <= offset) {
                return new Position(epochs.get(index).epoch(), offset);
            }
        }
        return new Position(epochs.get(0).epoch(), offset);
    }

    /// Whether a position still means what it meant.
    ///
    /// @param position as a client gave it back
    /// @return its standing
    public Standing standing(Position position) {
        for (int index = 0; index < epochs.size(); index++) {
            if (epochs.get(index).epoch() != position.epoch()) {
                continue;
            }
            boolean isLast = index == epochs.size() - 1;
            long end = isLast ? Long.MAX_VALUE : epochs.get(index + 1).firstOffset() - 1;
            return position.offset() <= end ? new Standing.Holds(position.offset()) : new Standing.Ended(end);
        }
        return new Standing.Foreign();
    }
}
