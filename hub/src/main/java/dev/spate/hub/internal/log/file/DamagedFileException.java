package dev.spate.hub.internal.log.file;

import java.io.IOException;

/// A file of the log's directory is missing, or is not what was written. Only people can decide what is to become of
/// it.
final class DamagedFileException extends IOException {
    private static final long serialVersionUID = 1;

    /// @param name the file
    /// @param reason what is wrong with it, and what was expected
    DamagedFileException(String name, String reason) {
        super("log: " + name + ": " + reason + "; `spate log verify DIR` says what can be read, "
                + "`spate log repair DIR --yes` makes the best of it");
    }
}
