package dev.spate.hub.spi;

import dev.spate.hub.Position;
import dev.spate.hub.Publication;

/// An accepted publication in the log. Thread-safe: immutable.
///
/// @param position where it stands
/// @param timeMillis when it was appended, in milliseconds of Unix time; never decides an order
/// @param publication what was accepted
public record Entry(Position position, long timeMillis, Publication publication) {
    /// @return the offset of the position
    public long offset() {
        return position.offset();
    }

    /// The id that subscribers see.
    ///
    /// @return the publisher's own id, else the position's text
    public String sentId() {
        var own = publication.event().id().text();
        return own.isEmpty() ? position.text() : own;
    }
}
