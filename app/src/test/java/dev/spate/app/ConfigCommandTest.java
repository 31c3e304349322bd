package dev.spate.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigCommandTest {
    @TempDir
    private Path directory;

    private String file = "";

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("spate.yml").toString();
    }

    @Test
    void checkEndsWithZeroWhenAllIsWell() throws IOException {
        Files.writeString(Path.of(file), "listen: 127.0.0.1:0\n");

        var cli = Cli.run("config", "check", file);

        assertThat(cli).isEqualTo(new Cli(0, file + ": in order" + System.lineSeparator(), ""));
    }

    @Test
    void checkSaysEveryMistakeOnALineOfItsOwn() throws IOException {
        Files.writeString(Path.of(file), "listen: x\nmetrics: y\n");

        var cli = Cli.run("config", "check", file);

        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err().lines()).hasSize(2).allMatch(line -> line.startsWith(file + ":"));
    }

    @Test
    void checkLooksAtTheFileAlone() throws IOException {
        Files.writeString(Path.of(file), "hosts: ['${NAME}']\n");

        var cli = Cli.run(Map.of("SPATE_LISTEN", "wrong", "NAME", "a.example"), "config", "check", file);

        assertThat(cli.exitCode()).isZero();
    }

    @Test
    void printShowsValuesAndOrigins() throws IOException {
        Files.writeString(Path.of(file), "metrics: public\n");

        var cli = Cli.run(
                Map.of("SPATE_CONFIG", file, "SPATE_LISTEN", ":1"), "config", "print", "--hosts=a,b", "--hosts=c");

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "listen: ':1' # SPATE_LISTEN",
                        "hosts: [a, b, c] # --hosts",
                        "metrics: public # " + file + ":1:10");
    }

    @Test
    void aWrongFlagIsWrongUsage() {
        var cli = Cli.run("config", "print", "--metrics", "some");

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).startsWith("--metrics: metrics: some (expected: one of admin, public)");
    }
}
