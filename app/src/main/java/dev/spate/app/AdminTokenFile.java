package dev.spate.app;

import dev.spate.app.config.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;

/// The admin's token in the data directory: made at the first start, kept ever after, readable by its owner alone.
/// Thread-safe: immutable.
///
/// @param directory the data directory
record AdminTokenFile(Path directory) {
    private static final String NAME = "admin-token";
    private static final int TOKEN_BYTES = 32;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    /// A token and whether it is new. Thread-safe: immutable.
    record Kept(Secret token, boolean isNew) {}

    Path path() {
        return directory.resolve(NAME);
    }

    /// Reads the token, or makes one.
    ///
    /// @throws CommandFailure if neither works, naming the path
    Kept readOrMake() {
        try {
            makeDirectory();
            return make();
        } catch (FileAlreadyExistsException _) {
            return read();
        } catch (IOException failure) {
            throw new CommandFailure(
                    "data: " + directory + " (expected: a directory that can be written to; "
                            + failure.getClass().getSimpleName() + ")",
                    failure);
        }
    }

    private void makeDirectory() throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = directory.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.createDirectory(directory, attributes(PosixFilePermissions.fromString("rwx------")));
    }

    private Kept make() throws IOException {
        var random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = Files.newByteChannel(path(), options, attributes(OWNER_ONLY))) {
            channel.write(StandardCharsets.US_ASCII.encode(token + "\n"));
        }
        return new Kept(new Secret(token), true);
    }

    private Kept read() {
        try {
            if (isPosix()) {
                Files.setPosixFilePermissions(path(), OWNER_ONLY);
            }
            String token = Files.readString(path(), StandardCharsets.US_ASCII).strip();
            if (!TOKEN.matcher(token).matches()) {
                throw new CommandFailure(path()
                        + ": not a token (expected: 43 letters, digits, - and _; without the file a new one is made)");
            }
            return new Kept(new Secret(token), false);
        } catch (IOException failure) {
            throw new CommandFailure(
                    path() + ": unreadable (expected: a file of this user; "
                            + failure.getClass().getSimpleName() + ")",
                    failure);
        }
    }

    private FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return isPosix()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private boolean isPosix() {
        return directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
