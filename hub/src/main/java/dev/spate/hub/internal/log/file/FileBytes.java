package dev.spate.hub.internal.log.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;

/// Reads and writes all of what is asked for, where a [DiskFile] may do less. Thread-safe: stateless.
final class FileBytes {
    /// What the name of a file ends with that is not finished.
    static final String TEMPORARY = ".tmp";

    private FileBytes() {}

    /// Writes everything between the buffer's position and its limit.
    static void write(DiskFile file, ByteBuffer from, long at) throws IOException {
        long place = at;
        while (from.hasRemaining()) {
            place += file.write(from, place);
        }
    }

    /// Reads until the buffer is full, or to the end of the file.
    static void fill(DiskFile file, ByteBuffer to, long at) throws IOException {
        long place = at;
        while (to.hasRemaining()) {
            int count = file.read(to, place);
            if (count < 0) {
                return;
            }
            place += count;
        }
    }

    /// Makes a small file, in the place of one that may have the name. Once this returns it is on the disk.
    static void replace(Disk disk, String name, ByteBuffer content) throws IOException {
        var temporary = name + TEMPORARY;
        deleteIfThere(disk, temporary);
        try (var file = disk.create(temporary)) {
            write(file, content, 0);
            file.force();
        }
        disk.rename(temporary, name);
        disk.force();
    }

    /// @return whether it was there
    static boolean deleteIfThere(Disk disk, String name) throws IOException {
        try {
            disk.delete(name);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
