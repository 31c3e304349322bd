package dev.spate.server.internal.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page's scripts, run by Node where there is one. A browser runs them in the tests of the application.
final class PageScriptsTest {
    private static final Path VECTORS = Path.of("../spec/event-stream");

    @TempDir
    private Path directory;

    @BeforeEach
    void nodeIsThere() {
        boolean isThere = Arrays.stream(System.getenv("PATH").split(":", -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "node")));
        assumeTrue(isThere, "node: not on the PATH");
    }

    @Test
    void theParserPassesEveryVectorOfTheFormat() throws Exception {
        String said = run("event-stream-vectors.mjs", module("event-stream"), VECTORS.toString());

        assertThat(said).matches("passed [1-9][0-9]{2,}, failed 0\n");
    }

    @Test
    void theCommandLinesMeanWhatTheyShould() throws Exception {
        String said = run("curl-lines.mjs", module("curl"));

        assertThat(said).isEqualTo("passed\n");
    }

    /// A copy of a script of the page that Node takes for a module.
    private String module(String name) throws IOException {
        return copy("page/" + name + ".js", name + ".mjs").toString();
    }

    private Path copy(String resource, String name) throws IOException {
        try (InputStream script = PageFiles.class.getResourceAsStream(resource)) {
            Path copy = directory.resolve(name);
            Files.copy(script, copy);
            return copy;
        }
    }

    private String run(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of("node", copy(script, script).toString()), Arrays.stream(arguments))
                .toList();
        Process node = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (InputStream output = node.getInputStream()) {
            String said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(node.waitFor()).as(said).isZero();
            return said;
        } finally {
            node.destroyForcibly();
        }
    }
}
