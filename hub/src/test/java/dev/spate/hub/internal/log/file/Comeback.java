package dev.spate.hub.internal.log.file;

import dev.spate.hub.Position;
import dev.spate.hub.spi.EpochHistory;
import dev.spate.hub.spi.EpochHistory.Standing;
import dev.spate.hub.spi.EventLog;
import java.util.List;

/// Holds a log that has been opened again against what it had said before.
///
/// @param hasAppended whether anything was appended since the log was last known to be closed
/// @param isClean whether the log was closed, and the power was not cut since
/// @param wasClosing whether it was being closed when the power was cut: it may have come to the end of that
/// @param epoch the last epoch before
/// @param given positions that were given out
record Comeback(boolean hasAppended, boolean isClean, boolean wasClosing, long epoch, List<Position> given) {
    void check(EventLog log, LogModel model) {
        var bounds = log.bounds();
        require("head, at least " + model.safe(), bounds.head(), bounds.head() >= model.safe());
        require("head, at most " + model.head(), bounds.head(), bounds.head() <= model.head());
        require("first", bounds.first(), bounds.first() <= bounds.head() + 1);
        boolean mayBeClosed = wasClosing && bounds.head() == model.head();
        model.lose(bounds.head());
        model.comeBack(bounds.first());
        checkEpochs(log.epochs(), bounds.head(), mayBeClosed);
    }

    private void checkEpochs(EpochHistory epochs, long head, boolean mayBeClosed) {
        var last = epochs.epochs().get(epochs.epochs().size() - 1);
        if (isClean) {
            require("epoch, expected " + epoch, last, last.epoch() == epoch);
        } else if (hasAppended && !mayBeClosed) {
            require("epoch, expected a new one", last, last.epoch() != epoch && last.firstOffset() == head + 1);
        }
        for (var position : given) {
            var expected = position.offset() <= head ? new Standing.Holds(position.offset()) : new Standing.Ended(head);
            var standing = epochs.standing(position);
            require("standing of " + position + ", expected " + expected, standing, standing.equals(expected));
        }
    }

    private static void require(String what, Object actual, boolean isRight) {
        if (!isRight) {
            throw new AssertionError(what + ": " + actual);
        }
    }
}
