package dev.spate.hub.internal.log.file;

import java.io.IOException;

/// Which entries of a segment come into question, by what its index knows.
///
/// Owner: the thread that asks.
interface Candidates {
    /// @return the next ordinal that comes into question, or [SegmentIndex#NONE]; one that the segment does not have
    ///     says the same
    int after(int ordinal) throws IOException;
}
