package dev.spate.hub.internal.log.file;

import dev.spate.hub.HubException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Says that this process alone writes to a directory. The lock is the system's, on the file `lock`, in which the
/// number of the process stands for people to read; it ends with the process, however that ends.
///
/// Thread-safe: immutable but for the lock itself.
final class DirectoryLock implements AutoCloseable {
    static final String FILE = "lock";

    /// Which directories this process has locked. A lock of POSIX belongs to the process and is let go when any
    /// channel of the file is closed, that of a second one who tried included: nobody may try twice, and only
    /// the process as a whole can know.
    private static final Set<Object> HELD = ConcurrentHashMap.newKeySet();

    /// The byte that is locked. It lies beyond the number, which can thus be read where locks keep readers out.
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final int MAX_PID_BYTES = 20;

    private final Object key;
    private final FileChannel channel;

    private DirectoryLock(Object key, FileChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    /// @param directory exists
    /// @throws HubException if another process has the lock, or another log in this one
    static DirectoryLock take(Path directory) throws IOException {
        var key = key(directory);
        if (!HELD.add(key)) {
            throw inUse(directory, "process " + ProcessHandle.current().pid(), null);
        }
        try {
            return new DirectoryLock(key, locked(directory));
        } catch (IOException | RuntimeException e) {
            HELD.remove(key);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(key);
        }
    }

    /// What a directory is, by whatever path it is reached.
    private static Object key(Path directory) throws IOException {
        var attributes = Files.readAttributes(directory, BasicFileAttributes.class);
        var key = attributes.fileKey();
        return key == null ? directory.toRealPath() : key;
    }

    private static FileChannel locked(Path directory) throws IOException {
        var file = directory.resolve(FILE);
        var options = Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        var channel = FileChannel.open(file, options, RealDisk.ownerOnly(file, "rw-------"));
        try {
            if (tryLock(directory, channel) == null) {
                throw inUse(directory, owner(channel), null);
            }
            writeOwner(channel);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw RealDisk.naming(file, e);
        } catch (RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(Path directory, FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException e) {
            throw inUse(directory, "process " + ProcessHandle.current().pid(), e);
        }
    }

    private static void writeOwner(FileChannel channel) throws IOException {
        var pid = ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII));
        channel.truncate(0);
        while (pid.hasRemaining()) {
            channel.write(pid, pid.position());
        }
    }

    private static String owner(FileChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate(MAX_PID_BYTES);
        channel.read(bytes, 0);
        var pid = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
        // It is empty between the other's locking and its writing.
        return pid.matches("[0-9]+") ? "process " + pid : "another process";
    }

    private static HubException inUse(Path directory, String by, @Nullable Throwable cause) {
        var message = "log: " + directory + " is in use by " + by + " (expected: one process a directory)";
        return new HubException(message, cause == null ? new IllegalStateException("locked") : cause);
    }
}
