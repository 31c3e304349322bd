package dev.spate.hub.internal.log.file;

import java.io.IOException;

/// Bytes of a segment are not what was written. Nothing of it is served, and only people can decide what is to
/// become of it.
final class DamagedSegmentException extends IOException {
    private static final long serialVersionUID = 1;

    /// @param name the segment's file
    /// @param place where in the file
    /// @param offset of the entry that should be there
    /// @param reason what is there, and what was expected
    DamagedSegmentException(String name, long place, long offset, String reason) {
        super("log: " + name + " at byte " + place + ", offset " + offset + ": " + reason + "; "
                + "`spate log verify DIR` says what can be read, `spate log repair DIR --yes` cuts out the rest");
    }
}
