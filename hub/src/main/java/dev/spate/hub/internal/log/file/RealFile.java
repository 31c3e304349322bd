package dev.spate.hub.internal.log.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// An open file of a [RealDisk]. Its failures name it. Thread-safe: reads and writes say where, so that the channel's
/// own place is not used.
final class RealFile implements DiskFile {
    private final Path path;
    private final FileChannel channel;

    /// @param path what the failures say
    /// @param channel closed with this file
    RealFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    @Override
    public int write(ByteBuffer from, long at) throws IOException {
        try {
            return channel.write(from, at);
        } catch (ClosedChannelException e) {
            throw RealDisk.naming(path, e);
        } catch (IOException e) {
            throw RealDisk.full(path, RealDisk.naming(path, e));
        }
    }

    @Override
    public int read(ByteBuffer to, long at) throws IOException {
        try {
            return channel.read(to, at);
        } catch (IOException e) {
            throw RealDisk.naming(path, e);
        }
    }

    @Override
    public void force() throws IOException {
        try {
            // Without the times of the file; its size is forced where it has changed.
            channel.force(false);
        } catch (IOException e) {
            throw RealDisk.naming(path, e);
        }
    }

    @Override
    public long size() throws IOException {
        try {
            return channel.size();
        } catch (IOException e) {
            throw RealDisk.naming(path, e);
        }
    }

    @Override
    public void truncate(long size) throws IOException {
        try {
            channel.truncate(size);
        } catch (IOException e) {
            throw RealDisk.naming(path, e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } catch (IOException e) {
            throw RealDisk.naming(path, e);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
