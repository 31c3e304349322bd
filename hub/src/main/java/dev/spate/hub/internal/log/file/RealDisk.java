package dev.spate.hub.internal.log.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// A directory of the file system this process runs on. What it makes, only the owner of the process may read.
///
/// Names cannot be forced everywhere: where a directory cannot be opened (Windows), [#force()] does nothing, and the
/// file system's own journal is all that a new name can rely on; [#forcesNames()] says which of the two it is.
///
/// The file of [DirectoryLock] is no file of this disk. It is not listed and cannot be opened, since closing it
/// anywhere in the process would let the lock go.
///
/// Thread-safe: holds nothing but a path. Its files close when a thread is interrupted that reads or writes one:
/// threads that use it must not be.
final class RealDisk implements Disk {
    private static final FileAttribute<?>[] NONE = {};
    private static final Pattern FULL =
            Pattern.compile("No space left on device|Disk quota exceeded|not enough space on the disk");
    /// A block of the usual size.
    private static final long MIN_ROOM = 4096;

    private final Path directory;
    private final boolean forcesNames;
    private final Set<StandardOpenOption> access;

    private RealDisk(Path directory, boolean forcesNames, Set<StandardOpenOption> access) {
        this.directory = directory;
        this.forcesNames = forcesNames;
        this.access = access;
    }

    /// @param directory is made if there is none, with those above it, and forced into the one that holds it
    static RealDisk at(Path directory) throws IOException {
        var absolute = directory.toAbsolutePath().normalize();
        makeDirectory(absolute);
        return new RealDisk(absolute, forceNames(absolute), Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    /// A directory whose files are only read, by one who need not be allowed more. Nothing may be made, renamed or
    /// removed.
    static RealDisk reading(Path directory) {
        return new RealDisk(directory.toAbsolutePath().normalize(), false, Set.of(StandardOpenOption.READ));
    }

    /// @return whether a name is known to survive a power cut once [#force()] has returned
    boolean forcesNames() {
        return forcesNames;
    }

    @Override
    public List<String> names() throws IOException {
        var names = new ArrayList<String>();
        try (var entries = Files.newDirectoryStream(directory, entry -> !Files.isDirectory(entry))) {
            for (var entry : entries) {
                names.add(entry.getFileName().toString());
            }
        }
        names.remove(DirectoryLock.FILE);
        return names;
    }

    @Override
    public DiskFile open(String name) throws IOException {
        var path = path(name);
        return new RealFile(path, FileChannel.open(path, access));
    }

    @Override
    public DiskFile create(String name) throws IOException {
        var path = path(name);
        var options = Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        try {
            return new RealFile(path, FileChannel.open(path, options, ownerOnly(path, "rw-------")));
        } catch (IOException e) {
            throw full(path, e);
        }
    }

    @Override
    public void rename(String from, String to) throws IOException {
        var target = path(to);
        try {
            Files.move(path(from), target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw full(target, e);
        }
    }

    @Override
    public void delete(String name) throws IOException {
        Files.delete(path(name));
    }

    @Override
    public void force() throws IOException {
        if (forcesNames) {
            forceNames(directory);
        }
    }

    @Override
    public long freeBytes() throws IOException {
        try {
            return Files.getFileStore(directory).getUsableSpace();
        } catch (IOException e) {
            throw naming(directory, e);
        }
    }

    @Override
    public String toString() {
        return directory.toString();
    }

    /// The attributes of what only its owner may use.
    ///
    /// @return nothing where the file system does not know permissions of that kind
    static FileAttribute<?>[] ownerOnly(Path path, String permissions) {
        if (!isPosix(path)) {
            return NONE;
        }
        Set<PosixFilePermission> allowed = PosixFilePermissions.fromString(permissions);
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(allowed)};
    }

    /// A failure whose message begins with the path, which those of channels do not.
    static FileSystemException naming(Path path, IOException failure) {
        var reason = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        var named = new FileSystemException(path.toString(), null, reason);
        named.initCause(failure);
        return named;
    }

    /// A failure to write, as a [DiskFullException] if it is one. What systems say of it may be in any language, so
    /// that a file system without room is taken for the reason too.
    static IOException full(Path path, IOException failure) {
        boolean isAboutTheName =
                failure instanceof FileAlreadyExistsException || failure instanceof NoSuchFileException;
        var said = String.valueOf(failure.getMessage());
        if (!isAboutTheName && (FULL.matcher(said).find() || hasNoRoom(path))) {
            return new DiskFullException(path + ": no space left (expected: room for what is written)", failure);
        }
        return failure;
    }

    private static boolean hasNoRoom(Path path) {
        try {
            var parent = path.getParent();
            return Files.getFileStore(parent == null ? path : parent).getUsableSpace() < MIN_ROOM;
        } catch (IOException e) {
            return false;
        }
    }

    /// Makes the directories from the top down; each is on the disk before the next one is made.
    private static void makeDirectory(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        var above = directory.getParent();
        if (above != null) {
            makeDirectory(above);
        }
        Files.createDirectory(directory, ownerOnly(directory, "rwx------"));
        if (above != null) {
            forceNames(above);
        }
    }

    /// @return whether this system can
    private static boolean forceNames(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
            return true;
        } catch (AccessDeniedException e) {
            if (isPosix(directory)) {
                throw e;
            }
            return false;
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            throw naming(directory, e);
        }
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private Path path(String name) {
        var path = directory.resolve(name);
        boolean isPlain = directory.equals(path.getParent()) && path.normalize().equals(path);
        if (!isPlain || name.equals(DirectoryLock.FILE)) {
            throw new IllegalArgumentException(
                    "name: " + name + " (expected: a plain file name, not " + DirectoryLock.FILE + ")");
        }
        return path;
    }
}
