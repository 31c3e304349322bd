package dev.spate.hub.internal.log.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.regex.Pattern;

/// Keeps files as they were before a repair, under names of their own: `NAME.damaged`, then `NAME.damaged.2`, and so
/// on. A copy that is there is never touched; one with the same bytes is not made twice.
///
/// Owner: the thread that made it.
final class DamagedCopies {
    private static final Pattern NAME = Pattern.compile(".*\\.damaged(\\.[1-9][0-9]*)?");
    private static final String ENDING = ".damaged";
    /// The most copies of one file.
    private static final int MAX_COPIES = 1_000;
    private static final int PIECE_BYTES = 1 << 20;

    private final Disk disk;
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
    private final ByteBuffer other = ByteBuffer.allocate(PIECE_BYTES);

    DamagedCopies(Disk disk) {
        this.disk = disk;
    }

    static boolean isCopy(String name) {
        return NAME.matcher(name).matches();
    }

    /// The name that the next copy of a file gets.
    static String nextName(List<String> names, String name) throws IOException {
        for (int copy = 1; copy <= MAX_COPIES; copy++) {
            if (!names.contains(name(name, copy))) {
                return name(name, copy);
            }
        }
        throw new IOException("log: " + name + ": " + MAX_COPIES + " copies are kept (expected: fewer)");
    }

    private static String name(String name, int copy) {
        return name + ENDING + (copy == 1 ? "" : "." + copy);
    }

    /// Copies a file. Once this returns the copy is on the disk, with its name.
    void keep(String name) throws IOException {
        var names = disk.names();
        if (isKept(names, name)) {
            return;
        }
        var copy = nextName(names, name);
        var temporary = copy + FileBytes.TEMPORARY;
        FileBytes.deleteIfThere(disk, temporary);
        try (var from = disk.open(name);
                var to = disk.create(temporary)) {
            long at = 0;
            for (int count = read(from, piece, at); count > 0; count = read(from, piece, at)) {
                FileBytes.write(to, piece, at);
                at += count;
            }
            to.force();
        }
        disk.rename(temporary, copy);
        disk.force();
    }

    /// Whether the newest copy has the same bytes: a repair that was cut short made it.
    private boolean isKept(List<String> names, String name) throws IOException {
        String newest = "";
        for (int copy = 1; copy <= MAX_COPIES && names.contains(name(name, copy)); copy++) {
            newest = name(name, copy);
        }
        if (newest.isEmpty()) {
            return false;
        }
        try (var one = disk.open(name);
                var two = disk.open(newest)) {
            return isSame(one, two);
        }
    }

    private boolean isSame(DiskFile one, DiskFile two) throws IOException {
        if (one.size() != two.size()) {
            return false;
        }
        long at = 0;
        for (int count = read(one, piece, at); count > 0; count = read(one, piece, at)) {
            read(two, other, at);
            if (!piece.equals(other)) {
                return false;
            }
            at += count;
        }
        return true;
    }

    private static int read(DiskFile file, ByteBuffer to, long at) throws IOException {
        to.clear();
        FileBytes.fill(file, to, at);
        return to.flip().remaining();
    }
}
