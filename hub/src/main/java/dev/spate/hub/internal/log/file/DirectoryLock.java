package dev.spate.hub.internal.log.file;

import dev.spate.hub.HubException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
    private final @Nullable FileChannel channel;

    private DirectoryLock(Object key, @Nullable FileChannel channel) {
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

    /// Keeps others from writing to a directory, and writes nothing to it itself. Nobody can be at work where there is
    /// no file of a lock.
    ///
    /// @param directory exists
    /// @throws HubException if a process has the lock, or another log in this one
    static DirectoryLock share(Path directory) throws IOException {
        var key = key(directory);
        if (!HELD.add(key)) {
            throw inUse(directory, "process " + ProcessHandle.current().pid(), null);
        }
        try {
            return new DirectoryLock(key, shared(directory));
        } catch (IOException | RuntimeException e) {
            HELD.remove(key);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (channel != null) {
                channel.close();
            }
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
        requireLock(directory, channel, Kind.EXCLUSIVE);
        try {
            writeOwner(channel);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw RealDisk.naming(file, e);
        }
    }

    private static @Nullable FileChannel shared(Path directory) throws IOException {
        try {
            var channel = FileChannel.open(directory.resolve(FILE), StandardOpenOption.READ);
            requireLock(directory, channel, Kind.SHARED);
            return channel;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private enum Kind {
        EXCLUSIVE,
        SHARED
    }

    private static void requireLock(Path directory, FileChannel channel, Kind kind) throws IOException {
        try {
            if (tryLock(directory, channel, kind) == null) {
                throw inUse(directory, owner(channel), null);
            }
        } catch (IOException e) {
            channel.close();
            throw RealDisk.naming(directory.resolve(FILE), e);
        } catch (RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(Path directory, FileChannel channel, Kind kind) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, kind == Kind.SHARED);
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
        return isRunning(pid) ? "process " + pid : "another process";
    }

    /// One that only reads does not write its number, and leaves that of the last one who wrote.
    private static boolean isRunning(String pid) {
        return pid.matches("[0-9]{1,18}")
                && ProcessHandle.of(Long.parseLong(pid)).isPresent();
    }

    private static HubException inUse(Path directory, String by, @Nullable Throwable cause) {
        var message = "log: " + directory + " is in use by " + by + " (expected: one process a directory)";
        return new HubException(message, cause == null ? new IllegalStateException("locked") : cause);
    }
}
