package dev.spate.hub.internal.log.file;

import java.io.IOException;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// The directory of one log, and what its files are read and written with. Thread-safe: immutable.
///
/// @param disk the directory
/// @param hash by which topics, keys and ids are looked up
/// @param salt of the checksums
/// @param codec of the records, with that salt
record LogStore(Disk disk, KeyedHash hash, long salt, RecordCodec codec) {
    static final String SEGMENT = ".log";
    static final String INDEX = ".idx";
    static final String EVICTIONS = "evictions";
    private static final String SALTED = "records\n";
    private static final Pattern SEGMENT_NAME = Pattern.compile("[0-9]{20}\\.log");

    /// @param key the log's
    static LogStore of(Disk disk, byte[] key) {
        var hash = new KeyedHash(key);
        // No name that is hashed has a line break: nobody learns the salt from elsewhere.
        long salt = hash.of(SALTED);
        return new LogStore(disk, hash, salt, new RecordCodec(salt));
    }

    static String segmentName(long firstOffset) {
        return String.format(Locale.ROOT, "%020d", firstOffset) + SEGMENT;
    }

    static String indexName(long firstOffset) {
        return String.format(Locale.ROOT, "%020d", firstOffset) + INDEX;
    }

    /// @return empty if the name is none of a segment
    static OptionalLong firstOffset(String name) {
        if (!SEGMENT_NAME.matcher(name).matches()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(name.substring(0, name.length() - SEGMENT.length())));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /// Makes an empty segment under a name of its own; it becomes part of the log by [#name(long)].
    ///
    /// @return the file, with its header
    DiskFile create(long firstOffset) throws IOException {
        var temporary = segmentName(firstOffset) + FileBytes.TEMPORARY;
        FileBytes.deleteIfThere(disk, temporary);
        var file = disk.create(temporary);
        try {
            FileBytes.write(file, new SegmentHeader(firstOffset, salt).encoded(), 0);
            return file;
        } catch (IOException e) {
            close(file, e);
            throw e;
        }
    }

    /// Gives a segment that was made and forced its name, in the place of one that may have it. An index that may
    /// have been made of that one goes first: it would tell of other places.
    void name(long firstOffset) throws IOException {
        if (FileBytes.deleteIfThere(disk, indexName(firstOffset))) {
            disk.force();
        }
        disk.rename(segmentName(firstOffset) + FileBytes.TEMPORARY, segmentName(firstOffset));
    }

    /// How long a file is.
    long bytes(String name) throws IOException {
        try (var file = disk.open(name)) {
            return file.size();
        }
    }

    /// Closes a file that is of no use after a failure.
    static void close(DiskFile file, IOException failure) {
        try {
            file.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
