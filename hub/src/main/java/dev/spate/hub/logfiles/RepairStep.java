package dev.spate.hub.logfiles;

/// One thing that a repair does. Thread-safe: immutable.
///
/// @param file the file it is done to
/// @param text what is done, as a sentence without its subject: `is cut at byte 812`
public record RepairStep(String file, String text) {
    @Override
    public String toString() {
        return file + " " + text;
    }
}
