package dev.spate.hub.internal.log.file;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// The bytes of a file at one moment. Copies share their bytes until one of them changes what both have: most files
/// are only ever made longer. Owner: whoever guards the file.
final class Bytes {
    private static final int MIN_ROOM = 256;

    private byte[] room;
    private int size;
    /// The bytes before it are those of copies too.
    private int shared;
    /// Whether nothing may be written behind them, since that is for the one they were copied from.
    private boolean isCopy;

    Bytes() {
        this(new byte[0], 0, false);
    }

    private Bytes(byte[] room, int size, boolean isCopy) {
        this.room = room;
        this.size = size;
        this.shared = size;
        this.isCopy = isCopy;
    }

    Bytes copy() {
        shared = Math.max(shared, size);
        return new Bytes(room, size, true);
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
            own(Math.min(at, size));
            extend(at + count);
            System.arraycopy(from, index, room, at, count);
        }
    }

    /// @return how many bytes there were
    int get(int at, ByteBuffer to) {
        int there = Math.min(to.remaining(), size - at);
        to.put(room, at, there);
        return there;
    }

    void flip(int at, int mask) {
        own(at);
        room[at] ^= (byte) mask;
    }

    void truncate(int to) {
        if (to < size) {
            own(to);
            Arrays.fill(room, to, size, (byte) 0);
            size = to;
        }
    }

    /// Makes it longer, by zeros.
    void extend(int to) {
        own(size);
        if (to > room.length) {
            room = Arrays.copyOf(room, Math.max(to, Math.max(MIN_ROOM, 2 * room.length)));
            shared = 0;
        }
        size = Math.max(size, to);
    }

    void apply(Change change) {
        switch (change) {
            case Change.Written written -> put(written.at(), written.bytes(), 0, written.bytes().length);
            case Change.Truncated truncated -> truncate(truncated.size());
        }
    }

    /// Parts from the copies, if what lies from here on is theirs too.
    private void own(int from) {
        if (isCopy || from < shared) {
            room = Arrays.copyOf(room, size);
            shared = 0;
            isCopy = false;
        }
    }
}
