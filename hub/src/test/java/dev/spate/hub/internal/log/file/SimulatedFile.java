package dev.spate.hub.internal.log.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

/// An open file of a [SimulatedDisk]. Thread-safe: the disk guards what it holds.
final class SimulatedFile implements DiskFile {
    private final SimulatedDisk disk;
    private final String name;
    private final StoredFile stored;

    // Written by who closes it, read by any thread: a late call may still get through, as with a real file.
    private volatile boolean isClosed;

    SimulatedFile(SimulatedDisk disk, String name, StoredFile stored) {
        this.disk = disk;
        this.name = name;
        this.stored = stored;
    }

    /// What it was called when it was opened.
    String name() {
        return name;
    }

    StoredFile stored() {
        return stored;
    }

    @Override
    public int write(ByteBuffer from, long at) throws IOException {
        requireOpen();
        if (!from.hasRemaining()) {
            return 0;
        }
        var bytes = new byte[from.remaining()];
        from.get(from.position(), bytes);
        int count = disk.write(this, bytes, Math.toIntExact(at));
        from.position(from.position() + count);
        return count;
    }

    @Override
    public int read(ByteBuffer to, long at) throws IOException {
        requireOpen();
        return disk.read(this, to, at);
    }

    @Override
    public void force() throws IOException {
        requireOpen();
        disk.force(this);
    }

    @Override
    public long size() throws IOException {
        requireOpen();
        return disk.size(this);
    }

    @Override
    public void truncate(long size) throws IOException {
        requireOpen();
        disk.truncate(this, Math.toIntExact(size));
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            disk.close(this);
        }
    }

    private void requireOpen() throws ClosedChannelException {
        if (isClosed) {
            throw new ClosedChannelException();
        }
    }
}
