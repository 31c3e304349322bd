package dev.spate.hub.internal.log.file;

import java.io.IOException;

/// The file of an index is not what was written. The index has to be built anew from its segment; nothing is lost.
final class DamagedIndexException extends IOException {
    private static final long serialVersionUID = 1;

    /// @param message the file, what is wrong with it, what was expected
    DamagedIndexException(String message) {
        super(message);
    }
}
