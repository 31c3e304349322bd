package dev.spate.hub.internal.log.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/// Writes and reads files of a disk as text, for tests of disks. Thread-safe: stateless.
final class TextFiles {
    private static final int STATES = 2_000;

    private TextFiles() {}

    /// Makes a file whose bytes are forced; its name is not.
    static void make(Disk disk, String name, String text) throws IOException {
        try (var file = disk.create(name)) {
            write(file, text, 0);
            file.force();
        }
    }

    static void write(DiskFile file, String text, long at) throws IOException {
        file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), at);
    }

    static String read(DiskFile file) throws IOException {
        var to = ByteBuffer.allocate((int) file.size());
        file.read(to, 0);
        return new String(to.array(), StandardCharsets.US_ASCII);
    }

    /// The states that a disk may be in after a power cut that comes now, as far as so many cuts show them.
    static Set<Map<String, String>> states(SimulatedDisk disk) {
        var states = new HashSet<Map<String, String>>();
        for (int seed = 0; seed < STATES; seed++) {
            states.add(contents(disk.afterCut(new Random(seed))));
        }
        return states;
    }

    static Map<String, String> contents(SimulatedDisk disk) {
        try {
            return disk.names().stream()
                    .collect(Collectors.toMap(
                            name -> name, name -> new String(disk.bytes(name), StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
