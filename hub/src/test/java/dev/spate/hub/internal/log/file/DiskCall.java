package dev.spate.hub.internal.log.file;

/// What may be asked of a disk, and may fail.
enum DiskCall {
    NAMES,
    OPEN,
    CREATE,
    RENAME,
    DELETE,
    FORCE_NAMES,
    WRITE,
    READ,
    FORCE,
    TRUNCATE;

    /// @return whether it changes what is on the disk, or what is known to be
    boolean changesSomething() {
        return switch (this) {
            case NAMES, OPEN, READ -> false;
            case CREATE, RENAME, DELETE, FORCE_NAMES, WRITE, FORCE, TRUNCATE -> true;
        };
    }
}
