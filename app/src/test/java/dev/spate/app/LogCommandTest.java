package dev.spate.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Position;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `spate log` on the files that a real `spate serve` has left.
final class LogCommandTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    @AfterEach
    void closeTheClient() {
        http.shutdownNow();
    }

    private Path log() {
        return directory.resolve("data/events");
    }

    /// Publishes and stops well.
    ///
    /// @return the ids
    private List<String> publishThree() throws Exception {
        var ids = new ArrayList<String>();
        try (var spate = SpateProcess.serve(directory)) {
            for (var data : List.of("one", "two", "three")) {
                ids.add(publish(spate.url("/events/news"), data));
            }
            spate.terminate();
            assertThat(spate.exitCode()).isZero();
        }
        return ids;
    }

    private String publish(URI topic, String data) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(topic)
                .POST(BodyPublishers.ofString(data))
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1").strip();
    }

    private static long epoch(String id) {
        return Position.parse(id).orElseThrow().epoch();
    }

    private void damage(String text) throws IOException {
        try (var files = Files.newDirectoryStream(log(), "*.log")) {
            for (var file : files) {
                var bytes = Files.readAllBytes(file);
                int at = new String(bytes, ISO_8859_1).indexOf(text);
                if (at >= 0) {
                    bytes[at] ^= 1;
                    Files.write(file, bytes);
                }
            }
        }
    }

    @Test
    void aDamagedLogIsRefusedThenRepairedAndThenTellsWhoComesBackOfTheGap() throws Exception {
        var ids = publishThree();
        damage("two");
        try (var refused = SpateProcess.start(directory, "serve", "--listen", "127.0.0.1:0")) {
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.said()).last().asString().contains("offset 2", "spate log repair DIR --yes");
        }

        assertThat(Cli.run("log", "verify", log().toString()).exitCode()).isEqualTo(1);
        assertThat(Cli.run("log", "repair", log().toString()).exitCode()).isEqualTo(1);
        var repaired = Cli.run("log", "repair", log().toString(), "--yes");
        assertThat(repaired.exitCode()).isZero();
        assertThat(repaired.out()).contains("1 entry is lost (offset 2)", "2 entries remain");
        assertThat(Cli.run("log", "verify", log().toString()).exitCode()).isZero();

        try (var spate = SpateProcess.serve(directory)) {
            var back = HttpRequest.newBuilder(spate.url("/events/news")).header("Last-Event-ID", ids.getFirst());
            assertThat(untilThree(back.build())).containsExactly("spate.gap", "three");
            var beginning = HttpRequest.newBuilder(spate.url("/events/news?start=earliest"));
            assertThat(untilThree(beginning.build())).containsExactly("one", "spate.gap", "three");
        }
    }

    /// What a stream says, with the names of signals for what they say; gaps are for what is gone.
    private List<String> untilThree(HttpRequest request) throws IOException, InterruptedException {
        var said = new ArrayList<String>();
        var answer = http.send(request, BodyHandlers.ofInputStream());
        try (var stream = new BufferedReader(new InputStreamReader(answer.body(), UTF_8))) {
            while (!said.contains("three")) {
                var line = stream.readLine();
                assertThat(line).as("after %s", said).isNotNull();
                if (line.contains("\"reason\"")) {
                    assertThat(line).contains("\"reason\":\"expired\"");
                } else if (line.startsWith("data: ") || line.startsWith("event: ")) {
                    said.add(line.substring(line.indexOf(' ') + 1));
                }
            }
        }
        return said;
    }

    @Test
    void aLogInUseIsRefusedNamingTheProcess() throws Exception {
        try (var spate = SpateProcess.serve(directory)) {
            for (var command : List.of("verify", "dump", "repair")) {
                var cli = Cli.run("log", command, log().toString());

                assertThat(cli.exitCode()).isEqualTo(1);
                assertThat(cli.err()).contains("is in use by process " + spate.pid());
            }
        }
    }

    @Test
    void aSecondHubOnTheSameDirectoryIsRefusedNamingTheFirst() throws Exception {
        try (var spate = SpateProcess.serve(directory);
                var second = SpateProcess.start(directory, "serve", "--listen", "127.0.0.1:0")) {
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.said()).anyMatch(line -> line.contains("is in use by process " + spate.pid()));
        }
    }

    @Test
    void aDumpIsAFeedForAnotherHub() throws Exception {
        publishThree();
        var dump = Cli.run("log", "dump", log().toString(), "--topic", "{any}");
        assertThat(dump.exitCode()).isZero();

        Path other = Files.createDirectory(directory.resolve("other"));
        try (var spate = SpateProcess.serve(other)) {
            var request = HttpRequest.newBuilder(spate.url("/events"))
                    .header("Content-Type", "application/x-ndjson")
                    .POST(BodyPublishers.ofString(dump.out()))
                    .build();
            assertThat(http.send(request, BodyHandlers.ofString()).body().lines())
                    .hasSize(3)
                    .allMatch(line -> line.contains("\"id\""));
            spate.terminate();
            assertThat(spate.exitCode()).isZero();
        }
        assertThat(Cli.run("log", "dump", other.resolve("data/events").toString())
                        .out())
                .isEqualTo(dump.out());
    }

    @Test
    void theEpochStaysOverACleanRestart() throws Exception {
        var first = publishThree();
        var second = publishThree();

        assertThat(epoch(second.getFirst())).isEqualTo(epoch(first.getFirst()));
    }

    @Test
    void aDumpCanBeCutOutByPosition() throws Exception {
        var ids = publishThree();

        var cli = Cli.run("log", "dump", log().toString(), "--from", ids.get(1), "--limit", "1", "--format", "sse");

        assertThat(cli.out()).contains("data: two", "id: " + ids.get(1)).doesNotContain("one", "three");
    }

    @Test
    void whatOnlyLooksChangesNothingAndNeedsNoRightToWrite() throws Exception {
        publishThree();
        damage("two");
        var before = files();
        Files.setPosixFilePermissions(log(), PosixFilePermissions.fromString("r-x------"));
        try {
            for (var command : List.of("verify", "dump", "repair")) {
                var cli = Cli.run("log", command, log().toString());

                assertThat(cli.exitCode()).isEqualTo(1);
                assertThat(cli.out() + cli.err()).contains("offset 2 cannot be read");
                assertThat(files()).isEqualTo(before);
            }
        } finally {
            Files.setPosixFilePermissions(log(), PosixFilePermissions.fromString("rwx------"));
        }
    }

    /// The names of the log's files, and when each was written to.
    private Map<Path, FileTime> files() throws IOException {
        var files = new TreeMap<Path, FileTime>();
        try (var stream = Files.newDirectoryStream(log())) {
            for (var file : stream) {
                files.put(file, Files.getLastModifiedTime(file));
            }
        }
        return files;
    }

    @Test
    void aDumpGoesOnBehindDamageAndTellsItOnStandardError() throws Exception {
        publishThree();
        damage("two");

        var cli = Cli.run("log", "dump", log().toString());

        assertThat(cli.out().lines()).hasSize(2);
        assertThat(cli.out()).contains("\"one\"", "\"three\"");
        assertThat(cli.err()).contains("offset 2 cannot be read");
    }

    @Test
    void verifyForProgramsSaysEachFindingAndThenTheSum() throws Exception {
        publishThree();
        damage("two");

        var cli = Cli.run("log", "verify", log().toString(), "--json");

        assertThat(cli.out().lines()).hasSize(2);
        assertThat(cli.out().lines().toList().getFirst()).contains("\"kind\":\"records\"", "\"lost\":[2,2]");
        assertThat(cli.out().lines().toList().getLast())
                .contains("\"entries\":2", "\"first_offset\":1", "\"last_offset\":3", "\"damages\":1");
    }

    @Test
    void aRepairForProgramsSaysWhatItWouldDo() throws Exception {
        publishThree();
        damage("two");

        var cli = Cli.run("log", "repair", log().toString(), "--json");

        assertThat(cli.out().lines())
                .last()
                .asString()
                .contains("\"repaired\":false", "\"entries\":2", "\"lost_entries\":1", "\"lost\":[[2,2]]");
        assertThat(cli.out()).contains("{\"step\":\"is kept as 00000000000000000001.log.damaged\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "verify", "dump", "repair"})
    void theHelpHasAnExample(String command) {
        var words = Stream.of("log", command, "--help").filter(word -> !word.isEmpty());

        var cli = Cli.run(words.toArray(String[]::new));

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).contains("Example: spate log " + command);
    }

    @Test
    void whatIsNoDirectoryIsAFailureThatSaysWhatIsExpected() {
        var cli = Cli.run("log", "verify", directory.resolve("none").toString());

        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.err()).contains("none").contains("(expected: that of a hub's log)");
    }

    @Test
    void whatIsNoPositionIsWrongUsage() {
        assertThat(Cli.run("log", "dump", directory.toString(), "--from", "yesterday")
                        .exitCode())
                .isEqualTo(2);
    }
}
