package dev.spate.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spate.client.fixture.Exchange;
import dev.spate.client.fixture.ScriptedServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `spate publish --lines`.
final class PublishLinesTest {
    private static final Pattern DATA = Pattern.compile("\"data\":\"([^\"]*)\"");

    private final List<String> published = new CopyOnWriteArrayList<>();
    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.start();
        for (int i = 0; i < 100; i++) {
            server.then(this::accept);
        }
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private void accept(Exchange exchange) throws IOException {
        var answer = new StringBuilder();
        DATA.matcher(exchange.request().body()).results().forEach(line -> answer.append(answer(line.group(1))));
        exchange.answer(200, "application/x-ndjson", answer.toString());
    }

    private String answer(String data) {
        if (data.equals("bad")) {
            return "{\"error\":\"data: bad (expected: good)\",\"status\":422}\n";
        }
        published.add(data);
        return "{\"id\":\"" + published.size() + "\"}\n";
    }

    private ClientCli publishLines(Ends ends, String... args) {
        var all = new ArrayList<>(List.of("logs", "--lines", "--url=" + server.uri("/events")));
        all.addAll(List.of(args));
        return ClientCli.publish(ends, all.toArray(String[]::new));
    }

    @Test
    void eachLineIsAnEventEmptyOnesToo() {
        var cli = publishLines(ClientCli.pipeOf("a\n\n b\r\nlast"));

        assertThat(cli.exit()).isZero();
        assertThat(published).containsExactly("a", "", " b", "last");
        assertThat(cli.out()).isEqualTo("1\n2\n3\n4\n");
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void manyLinesAreFewRequestsInOrder() {
        var input = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            input.append(i).append('\n');
        }

        var cli = publishLines(ClientCli.pipeOf(input.toString()), "--quiet");

        assertThat(cli.exit()).isZero();
        assertThat(published)
                .hasSize(20_000)
                .startsWith("0", "1")
                .endsWith("19999")
                .isSortedAccordingTo((a, b) -> Integer.compare(Integer.parseInt(a), Integer.parseInt(b)));
    }

    @Test
    void aLineOfAFollowedPipeIsPublishedBeforeTheNextOneComes() throws Exception {
        var pipe = new PipedOutputStream();
        var cli = publishLines(ClientCli.pipeOf(new PipedInputStream(pipe)));

        for (String line : List.of("one", "two")) {
            pipe.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            pipe.flush();
            await().until(() -> published.contains(line));
        }
        pipe.close();

        assertThat(cli.exit()).isZero();
        assertThat(published).containsExactly("one", "two");
    }

    @Test
    void malformedBytesAreReplaced() {
        byte[] input = {'a', (byte) 0xFF, 'b', '\n'};

        var cli = publishLines(ClientCli.pipeOf(new ByteArrayInputStream(input)));

        assertThat(cli.exit()).isZero();
        assertThat(published).containsExactly("a\uFFFDb");
    }

    @Test
    void aTerminalShowsACountInsteadOfIds() {
        var ends = new Ends(new ByteArrayInputStream("a\nb\n".getBytes(StandardCharsets.UTF_8)), false, true, true);

        var cli = publishLines(ends);

        assertThat(cli.exit()).isZero();
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).endsWith("spate: 2 published\n");
    }

    @Test
    void aRefusedLineIsToldAndTheOthersArePublished() {
        var cli = publishLines(ClientCli.pipeOf("a\nbad\nb\n"));

        assertThat(cli.exit()).isEqualTo(1);
        assertThat(cli.out()).isEqualTo("1\n2\n");
        assertThat(cli.err()).isEqualTo("spate: data: bad (expected: good) [422]\n");
    }

    @Test
    void aRefusalOfAllEndsItWhileTheInputIsSilent() throws Exception {
        try (var strict = ScriptedServer.start();
                var pipe = new PipedOutputStream()) {
            strict.then(exchange -> exchange.answer(403, "application/problem+json", "{\"detail\":\"no\"}"));

            var cli = ClientCli.publish(
                    ClientCli.pipeOf(new PipedInputStream(pipe)), "t", "--lines", "--url=" + strict.uri("/events"));
            pipe.write("a\n".getBytes(StandardCharsets.UTF_8));
            pipe.flush();

            assertThat(cli.exit()).isEqualTo(1);
            assertThat(cli.err()).isEqualTo("spate: no [403]\n");
        }
    }

    @Test
    void whatWasReadIsSentWhenTheProcessIsToldToEnd() throws Exception {
        var mayAnswer = new CountDownLatch(1);
        try (var slow = ScriptedServer.start()) {
            slow.then(exchange -> {
                mayAnswer.await();
                accept(exchange);
            });
            slow.then(this::accept);
            Process process = process("publish", "t", "--lines", "--url=" + slow.uri("/events"));
            process.getOutputStream().write("a\nb\n".getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            slow.request();

            process.toHandle().destroy();
            mayAnswer.countDown();

            boolean hasEnded = process.waitFor(20, TimeUnit.SECONDS);
            process.destroyForcibly();
            assertThat(hasEnded).isTrue();
            assertThat(published).containsExactly("a", "b");
        }
    }

    private static Process process(String... args) throws IOException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.spate.app.Spate"));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
