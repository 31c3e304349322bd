package dev.spate.hub.internal.log.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.hub.HubException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {
    @TempDir
    private Path directory;

    @Test
    void holdsTheNumberOfTheProcess() throws IOException {
        try (var lock = DirectoryLock.take(directory)) {
            assertThat(lock).isNotNull();
        }

        assertThat(directory.resolve("lock"))
                .content()
                .isEqualTo(Long.toString(ProcessHandle.current().pid()));
    }

    @Test
    void isTakenAgainOnceItWasLetGo() throws IOException {
        DirectoryLock.take(directory).close();
        DirectoryLock.take(directory).close();

        assertThat(directory.resolve("lock")).exists();
    }

    @Test
    void needsADirectory() {
        assertThatThrownBy(() -> DirectoryLock.take(directory.resolve("none")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("none");
    }

    @Test
    void isRefusedToAnotherLogInThisProcessByWhateverPath() throws IOException {
        var link = Files.createSymbolicLink(directory.resolveSibling(directory.getFileName() + "-link"), directory);
        try (var lock = DirectoryLock.take(directory)) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> DirectoryLock.take(link))
                    .isInstanceOf(HubException.class)
                    .hasMessage("log: " + link + " is in use by process "
                            + ProcessHandle.current().pid() + " (expected: one process a directory)");
        } finally {
            Files.delete(link);
        }
    }

    @Nested
    class BetweenProcesses {
        @Test
        void isRefusedNamingTheOther() throws IOException, InterruptedException {
            var other = LockHolder.start(directory);
            try (var said = other.inputReader()) {
                assertThat(said.readLine()).isEqualTo(LockHolder.HELD);

                assertThatThrownBy(() -> DirectoryLock.take(directory))
                        .isInstanceOf(HubException.class)
                        .hasMessage("log: " + directory + " is in use by process " + other.pid()
                                + " (expected: one process a directory)");
            } finally {
                other.destroyForcibly().waitFor();
            }
        }

        @Test
        void endsWithAProcessThatWasKilled() throws IOException, InterruptedException {
            var other = LockHolder.start(directory);
            try (var said = other.inputReader()) {
                assertThat(said.readLine()).isEqualTo(LockHolder.HELD);
            }
            other.destroyForcibly().waitFor();

            DirectoryLock.take(directory).close();

            assertThat(directory.resolve("lock"))
                    .content()
                    .isEqualTo(Long.toString(ProcessHandle.current().pid()));
        }

        @Test
        void isStillHeldAfterOthersOfThisProcessWereRefused() throws IOException, InterruptedException {
            try (var lock = DirectoryLock.take(directory)) {
                assertThat(lock).isNotNull();
                assertThatThrownBy(() -> DirectoryLock.take(directory)).isInstanceOf(HubException.class);

                var other = LockHolder.start(directory);
                try (var said = other.inputReader()) {
                    assertThat(said.readLine()).isNull();
                } finally {
                    other.destroyForcibly().waitFor();
                }
            }
        }
    }
}
