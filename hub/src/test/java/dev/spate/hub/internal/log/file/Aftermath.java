package dev.spate.hub.internal.log.file;

/// What a power cut may do to what was not forced.
enum Aftermath {
    /// A write is gone.
    LOST_WRITE,
    /// Of a write, bytes at its end, its beginning or both are missing.
    TORN_WRITE,
    /// Of a write, whole sectors are missing, between others that are there.
    LOST_SECTORS,
    /// A later write is older than an earlier one.
    REORDERED,
    /// The file is as long as it was to be, and its bytes are zeros.
    ZEROS,
    /// The file is as long as it was to be, and its bytes are those of another file, now or formerly.
    STALE_BYTES,
    /// The file is as long as before it was cut off.
    LOST_TRUNCATION,
    /// The file was cut off, whatever was written before.
    KEPT_TRUNCATION,
    /// A new name is missing.
    LOST_CREATION,
    /// A name is missing, and the bytes of its file had been forced.
    LOST_FORCED_FILE,
    /// A name is the former one.
    LOST_RENAME,
    /// A removed name is there.
    LOST_DELETION,
    /// A later change of the names was kept and an earlier one was not.
    NAMES_REORDERED
}
