package dev.spate.hub.internal.log.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Files in memory, for tests of what is written: reads and writes give less than was asked for now and then. It
/// notes what is done to it, and can be full. Owner: the test.
final class HeapDisk implements Disk {
    private static final int SHORT = 1000;

    final List<String> done = new ArrayList<>();
    private final Map<String, HeapFile> files = new TreeMap<>();
    private long room = Long.MAX_VALUE;
    private int reads;

    byte[] bytes(String name) {
        return files.get(name).bytes();
    }

    void put(String name, byte[] bytes) {
        var file = new HeapFile(name);
        file.bytes = bytes.clone();
        file.size = bytes.length;
        files.put(name, file);
    }

    /// From now on so many bytes can be written.
    void leaveRoom(long bytes) {
        room = bytes;
    }

    int reads() {
        return reads;
    }

    @Override
    public List<String> names() {
        return List.copyOf(files.keySet());
    }

    @Override
    public DiskFile open(String name) throws IOException {
        if (!files.containsKey(name)) {
            throw new NoSuchFileException(name);
        }
        return files.get(name);
    }

    @Override
    public DiskFile create(String name) throws IOException {
        if (files.containsKey(name)) {
            throw new FileAlreadyExistsException(name);
        }
        files.put(name, new HeapFile(name));
        return files.get(name);
    }

    @Override
    public void rename(String from, String to) {
        done.add("rename " + from + " " + to);
        files.put(to, files.remove(from));
    }

    @Override
    public void delete(String name) throws IOException {
        if (files.remove(name) == null) {
            throw new NoSuchFileException(name);
        }
    }

    @Override
    public void force() {
        done.add("force");
    }

    @Override
    public long freeBytes() {
        return room;
    }

    /// Owner: the test.
    private final class HeapFile implements DiskFile {
        private final String name;
        private byte[] bytes = new byte[SHORT];
        private int size;

        HeapFile(String name) {
            this.name = name;
        }

        byte[] bytes() {
            return Arrays.copyOf(bytes, size);
        }

        @Override
        public int write(ByteBuffer from, long at) throws IOException {
            int count = Math.min(from.remaining(), SHORT * 3);
            if (count > room) {
                throw new IOException(name + ": no space left");
            }
            room -= count;
            int end = (int) at + count;
            if (end > bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * end);
            }
            from.get(bytes, (int) at, count);
            size = Math.max(size, end);
            return count;
        }

        @Override
        public synchronized int read(ByteBuffer to, long at) {
            reads++;
            if (at >= size) {
                return -1;
            }
            int count = Math.min(to.remaining(), size - (int) at);
            if (count > SHORT && reads % 3 == 0) {
                count = SHORT;
            }
            to.put(bytes, (int) at, count);
            return count;
        }

        @Override
        public void force() {
            done.add("force " + name);
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public void truncate(long newSize) {
            size = (int) newSize;
        }

        @Override
        public void close() {
            done.add("close " + name);
        }
    }
}
