package dev.spate.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AdminTokenFileTest {
    @TempDir
    private Path directory;

    @Test
    void everyNewOneDiffers() {
        var one = new AdminTokenFile(directory.resolve("a")).readOrMake();
        var other = new AdminTokenFile(directory.resolve("b")).readOrMake();

        assertThat(one.isNew()).isTrue();
        assertThat(one.token().text()).hasSize(43).isNotEqualTo(other.token().text());
    }

    @Test
    void theOneThatIsThereIsKept() {
        var file = new AdminTokenFile(directory.resolve("a/b"));
        var made = file.readOrMake();

        var read = file.readOrMake();

        assertThat(read.isNew()).isFalse();
        assertThat(read.token()).isEqualTo(made.token());
    }

    @Test
    void permissionsThatGotLooseAreTightened() throws IOException {
        var file = new AdminTokenFile(directory);
        file.readOrMake();
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-r--r--"));

        file.readOrMake();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
    }

    @Test
    void whatIsNoTokenIsRefusedAndLeftAlone() throws IOException {
        var file = new AdminTokenFile(directory);
        Files.writeString(file.path(), "cut of");

        assertThatThrownBy(file::readOrMake)
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith(file.path() + ": not a token")
                .hasMessageNotContaining("cut of");
        assertThat(file.path()).hasContent("cut of");
    }

    @Test
    void aSecretDoesNotShowItself() {
        var made = new AdminTokenFile(directory).readOrMake();

        assertThat(made.toString()).doesNotContain(made.token().text());
    }
}
