package dev.spate.hub.internal.log.file;

/// How a log was left by a stop that went well: nothing may be missing then. Thread-safe: immutable.
///
/// @param segment the first offset of the last segment
/// @param bytes how long it is
/// @param next the offset that comes next
record CleanStop(long segment, long bytes, long next) {
    /// The log was not stopped, or not well.
    static final CleanStop NONE = new CleanStop(0, 0, 0);

    boolean isNone() {
        return segment == 0;
    }
}
