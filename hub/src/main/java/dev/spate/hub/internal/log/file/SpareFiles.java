package dev.spate.hub.internal.log.file;

import dev.spate.hub.logfiles.Finding;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// The files of a directory that its log does not use. Thread-safe: immutable.
///
/// @param listing of the directory
record SpareFiles(LogListing listing) {
    private static final Pattern INDEX = Pattern.compile("[0-9]{20}\\.idx");

    void tell(Consumer<Finding> findings) {
        for (var name : listing.names().stream().sorted().toList()) {
            var text = text(name);
            if (!text.isEmpty()) {
                findings.accept(new Finding.Spare(name, text));
            }
        }
    }

    /// @return what a file is; empty if the log uses it
    private String text(String name) {
        if (name.equals(StateFile.NAME)
                || name.equals(LogStore.EVICTIONS)
                || LogStore.firstOffset(name).isPresent()) {
            return "";
        }
        if (INDEX.matcher(name).matches()) {
            var segment = name.substring(0, name.length() - LogStore.INDEX.length()) + LogStore.SEGMENT;
            return listing.names().contains(segment) ? "" : "is the index of a segment that is not there";
        }
        if (DamagedCopies.isCopy(name)) {
            return "was kept by a repair; the log does not need it";
        }
        return name.endsWith(FileBytes.TEMPORARY)
                ? "was left unfinished; the log does not need it"
                : "is none of the log's";
    }
}
