package dev.spate.hub.internal.log.file;

import dev.spate.hub.spi.EpochHistory;
import java.util.List;

/// What a log knows of itself beside its entries. Thread-safe: immutable; nobody changes the key.
///
/// @param key the secret of the log's hashes and checksums
/// @param epochs the current one last
/// @param lost what repairs gave up, ascending; there, and nowhere else, offsets may be missing between segments
/// @param stop how the log was left
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record LogState(byte[] key, EpochHistory epochs, List<LostRange> lost, CleanStop stop) {
    /// The most epochs that are remembered; positions of older ones are taken for those of another log.
    static final int MAX_EPOCHS = 1_024;
    /// The most ranges that repairs may have given up.
    static final int MAX_LOST = 4_096;

    LogState {
        lost = List.copyOf(lost);
    }

    LogState running() {
        return new LogState(key, epochs, lost, CleanStop.NONE);
    }

    LogState stopped(CleanStop how) {
        return new LogState(key, epochs, lost, how);
    }

    /// Begins an epoch.
    LogState in(long epoch, long firstOffset) {
        var longer = epochs.followedBy(epoch, firstOffset).epochs();
        int forgotten = Math.max(0, longer.size() - MAX_EPOCHS);
        return new LogState(key, new EpochHistory(longer.subList(forgotten, longer.size())), lost, stop);
    }

    /// Whether a repair gave up just what is missing between two segments.
    boolean explains(long firstMissing, long lastMissing) {
        return lost.contains(new LostRange(firstMissing, lastMissing));
    }
}
