package dev.spate.hub.internal.log.file;

import java.io.IOException;

/// The names of the directory could not be forced, and forcing them again would prove nothing.
final class UnforcedNameException extends IOException {
    private static final long serialVersionUID = 1;

    UnforcedNameException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
