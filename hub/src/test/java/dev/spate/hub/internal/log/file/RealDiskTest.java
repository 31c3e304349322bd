package dev.spate.hub.internal.log.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealDiskTest {
    @TempDir
    private Path temporary;

    private Path directory;
    private RealDisk disk;

    @BeforeEach
    void makeDisk() throws IOException {
        directory = temporary.resolve("a/b/log");
        disk = RealDisk.at(directory);
    }

    @Nested
    class Directory {
        @Test
        void isMadeWithThoseAboveItForTheOwnerAlone() throws IOException {
            assumeTrue(isPosix());

            assertThat(permissions(directory)).isEqualTo("rwx------");
            assertThat(permissions(temporary.resolve("a"))).isEqualTo("rwx------");
        }

        @Test
        void isUsedAsItIsWhereThereIsOne() throws IOException {
            write("kept", "bytes");

            var again = RealDisk.at(directory);

            assertThat(again.names()).containsExactly("kept");
        }

        @Test
        void cannotBeAFile() throws IOException {
            write("file", "");

            assertThatThrownBy(() -> RealDisk.at(directory.resolve("file")))
                    .isInstanceOf(FileAlreadyExistsException.class)
                    .hasMessageContaining("file");
        }

        @Test
        void forcesItsNames() throws IOException {
            assumeTrue(isPosix());
            write("new", "");

            disk.force();

            assertThat(disk.forcesNames()).isTrue();
        }

        @Test
        void thatWasTakenAwayCannotBeForced() throws IOException {
            Files.delete(directory);

            assertThatThrownBy(disk::force).isInstanceOf(IOException.class).hasMessageContaining(directory.toString());
            assertThatThrownBy(disk::freeBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(directory.toString());
        }

        @Test
        void hasSpaceLeft() throws IOException {
            assertThat(disk.freeBytes()).isPositive();
        }

        @Test
        void listsFilesButNeitherDirectoriesNorTheLock() throws IOException {
            write("1.log", "");
            write("1.idx", "");
            Files.createDirectory(directory.resolve("inner"));

            try (var lock = DirectoryLock.take(directory)) {
                assertThat(lock).isNotNull();
                assertThat(disk.names()).containsExactlyInAnyOrder("1.log", "1.idx");
            }
        }
    }

    @Nested
    class Names {
        @Test
        void ofANewFileMustBeFree() throws IOException {
            write("a", "first");

            assertThatThrownBy(() -> disk.create("a"))
                    .isInstanceOf(FileAlreadyExistsException.class)
                    .hasMessageContaining(directory.resolve("a").toString());
            assertThat(content("a")).isEqualTo("first");
        }

        @Test
        void thatAreMissingAreSaid() {
            assertThatThrownBy(() -> disk.open("none"))
                    .isInstanceOf(NoSuchFileException.class)
                    .hasMessageContaining("none");
            assertThatThrownBy(() -> disk.delete("none"))
                    .isInstanceOf(NoSuchFileException.class)
                    .hasMessageContaining("none");
        }

        @Test
        void replaceOthers() throws IOException {
            write("a", "new");
            write("b", "old");

            disk.rename("a", "b");

            assertThat(disk.names()).containsExactly("b");
            assertThat(content("b")).isEqualTo("new");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", ".", "..", "../x", "a/b", "/tmp/x", "lock"})
        void thatArePathsAreRefused(String name) {
            assertThatThrownBy(() -> disk.create(name))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("plain file name");
        }
    }

    @Nested
    class OpenFiles {
        @Test
        void areMadeForTheOwnerAlone() throws IOException {
            assumeTrue(isPosix());
            write("a", "");

            assertThat(permissions(directory.resolve("a"))).isEqualTo("rw-------");
        }

        @Test
        void areReadWhereTheyWereWritten() throws IOException {
            write("a", "0123456789");

            try (var file = disk.open("a")) {
                file.write(bytes("xy"), 4);
                file.force();
                var to = ByteBuffer.allocate(4);

                assertThat(file.read(to, 3)).isEqualTo(4);
                assertThat(new String(to.array(), StandardCharsets.US_ASCII)).isEqualTo("3xy6");
                assertThat(file.size()).isEqualTo(10);
                assertThat(file.read(ByteBuffer.allocate(1), 10)).isEqualTo(-1);
            }
        }

        @Test
        void areCutOff() throws IOException {
            write("a", "0123456789");

            try (var file = disk.open("a")) {
                file.truncate(3);
            }

            assertThat(content("a")).isEqualTo("012");
        }

        @Test
        void areReadOnWhenTheirNameIsGone() throws IOException {
            write("a", "bytes");

            try (var file = disk.open("a")) {
                disk.delete("a");
                var to = ByteBuffer.allocate(5);

                assertThat(file.read(to, 0)).isEqualTo(5);
            }
            assertThat(disk.names()).isEmpty();
        }

        @Test
        void areNamedInTheirFailures() throws IOException {
            var file = disk.create("a");
            file.close();

            assertThatThrownBy(() -> file.write(bytes("x"), 0)).satisfies(this::namesTheFile);
            assertThatThrownBy(() -> file.read(ByteBuffer.allocate(1), 0)).satisfies(this::namesTheFile);
            assertThatThrownBy(file::force).satisfies(this::namesTheFile);
            assertThatThrownBy(file::size).satisfies(this::namesTheFile);
            assertThatThrownBy(() -> file.truncate(0)).satisfies(this::namesTheFile);
        }

        @Test
        void sayThatTheDiskIsFull() throws IOException {
            var alwaysFull = Path.of("/dev/full");
            assumeTrue(Files.exists(alwaysFull));
            Files.createSymbolicLink(directory.resolve("a"), alwaysFull);

            try (var file = disk.open("a")) {
                assertThatThrownBy(() -> file.write(bytes("x"), 0))
                        .isInstanceOf(DiskFullException.class)
                        .hasMessage(directory.resolve("a") + ": no space left (expected: room for what is written)");
            } finally {
                disk.delete("a");
            }
        }

        private void namesTheFile(Throwable failure) {
            assertThat(failure)
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageStartingWith(directory.resolve("a") + ": ");
        }
    }

    private boolean isPosix() {
        return temporary.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private void write(String name, String text) throws IOException {
        try (var file = disk.create(name)) {
            var from = bytes(text);
            while (from.hasRemaining()) {
                file.write(from, from.position());
            }
        }
    }

    private String content(String name) throws IOException {
        return Files.readString(directory.resolve(name));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
