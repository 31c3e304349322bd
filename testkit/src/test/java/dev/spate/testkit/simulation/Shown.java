package dev.spate.testkit.simulation;

import dev.spate.hub.Position;
import org.jspecify.annotations.Nullable;

/// An entry that came out of the log's tail.
///
/// Owner: the simulation's thread.
final class Shown {
    final Position position;
    final long timeMillis;
    final Letter letter;
    /// The next entry with its key, which replaces it.
    @Nullable
    Shown newer;
    /// The offset of the first of those with the same id of its publisher's own, as far as each was retained when the
    /// next came.
    long firstUse;

    Shown(Position position, long timeMillis, Letter letter) {
        this.position = position;
        this.timeMillis = timeMillis;
        this.letter = letter;
    }

    long offset() {
        return position.offset();
    }

    boolean hasKey() {
        return !letter.publication.key().isEmpty();
    }

    String keyText() {
        return letter.publication.topics().getFirst().name() + "\n" + letter.publication.key();
    }

    /// Whether something newer had replaced it when everything up to an offset was there.
    boolean isReplacedBy(long offset) {
        return newer != null && newer.offset() <= offset;
    }

    @Override
    public String toString() {
        return letter + " at " + position.offset();
    }
}
