package dev.spate.hub.internal.log.file;

/// What was done to a file and was not forced yet. Thread-safe: immutable.
sealed interface Change {
    /// Bytes were written.
    ///
    /// @param at where
    /// @param bytes which; owned by this
    @SuppressWarnings("ArrayRecordComponent")
    record Written(int at, byte[] bytes) implements Change {
        int end() {
            return at + bytes.length;
        }
    }

    /// The file was cut off.
    ///
    /// @param size what was left
    record Truncated(int size) implements Change {}
}
