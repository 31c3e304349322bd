package dev.spate.hub.internal.log.file;

import java.io.IOException;

/// A segment has its name, perhaps only until the power fails, and cannot be used. Whoever wrote on would leave it
/// behind the segment that a good stop names as the last.
final class StraySegmentException extends IOException {
    private static final long serialVersionUID = 1;

    StraySegmentException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
