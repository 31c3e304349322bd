package dev.spate.hub.internal.log.file;

import java.io.IOException;

/// A file of the log's directory is missing, or is not what was written. Only people can decide what is to become of
/// it.
final class DamagedFileException extends IOException {
    private static final long serialVersionUID = 1;

    private final String reason;
    private final boolean isOfOtherVersion;

    private DamagedFileException(String name, String reason, String advice, boolean isOfOtherVersion) {
        super("log: " + name + ": " + reason + "; " + advice);
        this.reason = reason;
        this.isOfOtherVersion = isOfOtherVersion;
    }

    /// @param name the file
    /// @param reason what is wrong with it, and what was expected
    DamagedFileException(String name, String reason) {
        this(
                name,
                reason,
                "`spate log verify DIR` says what can be read, `spate log repair DIR --yes` makes the best of it",
                false);
    }

    /// A file that is sound, and that only another release can read.
    static DamagedFileException ofVersion(String name, int version, int expected) {
        var reason = "version " + version + " (expected: " + expected + ")";
        return new DamagedFileException(name, reason, "another release of spate wrote it", true);
    }

    /// What is wrong with the file, and what was expected.
    String reason() {
        return reason;
    }

    boolean isOfOtherVersion() {
        return isOfOtherVersion;
    }
}
