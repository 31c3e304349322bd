package dev.spate.hub.internal.log.file;

import java.io.IOException;

/// There is no room for what was to be written. Some of it may have been, nothing else is broken, and it may be
/// tried again when there is room. Never thrown when forcing: then nobody can say what is lost.
final class DiskFullException extends IOException {
    private static final long serialVersionUID = 1;

    /// @param message the file, and what the system said
    /// @param cause what the system threw
    DiskFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
