package dev.spate.hub.internal.log.file;

import java.util.Arrays;

/// The bytes of a file at one moment. Owner: whoever guards the file.
final class Bytes {
    private static final int MIN_ROOM = 256;

    private byte[] room;
    private int size;

    Bytes() {
        this(new byte[0], 0);
    }

    private Bytes(byte[] room, int size) {
        this.room = room;
        this.size = size;
    }

    Bytes copy() {
        return new Bytes(Arrays.copyOf(room, size), size);
    }

    int size() {
        return size;
    }

    byte[] toArray() {
        return Arrays.copyOf(room, size);
    }

    /// Writes bytes; what lies between the end and them becomes zeros.
    void put(int at, byte[] from, int index, int count) {
        if (count > 0) {
            extend(at + count);
            System.arraycopy(from, index, room, at, count);
        }
    }

    /// @return how many bytes there were
    int get(int at, byte[] to, int count) {
        int there = Math.min(count, size - at);
        System.arraycopy(room, at, to, 0, there);
        return there;
    }

    void flip(int at, int mask) {
        room[at] ^= (byte) mask;
    }

    void truncate(int to) {
        if (to < size) {
            Arrays.fill(room, to, size, (byte) 0);
            size = to;
        }
    }

    /// Makes it longer, by zeros.
    void extend(int to) {
        if (to > room.length) {
            room = Arrays.copyOf(room, Math.max(to, Math.max(MIN_ROOM, 2 * room.length)));
        }
        size = Math.max(size, to);
    }

    void apply(Change change) {
        switch (change) {
            case Change.Written written -> put(written.at(), written.bytes(), 0, written.bytes().length);
            case Change.Truncated truncated -> truncate(truncated.size());
        }
    }
}
