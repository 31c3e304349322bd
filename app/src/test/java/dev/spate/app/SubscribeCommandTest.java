package dev.spate.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spate.client.fixture.Script;
import dev.spate.client.fixture.ScriptedServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class SubscribeCommandTest {
    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.start();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private ClientCli subscribe(Ends ends, String... args) {
        var all = new ArrayList<>(List.of(args));
        all.add("--url=" + server.uri("/events"));
        return ClientCli.subscribe(ends, all.toArray(String[]::new));
    }

    private static Script streaming(String text) {
        return exchange -> exchange.stream().send(text).awaitClosedByClient();
    }

    @Test
    void everyFlagIsSent() throws Exception {
        server.then(streaming("data: x\n\n"));

        var cli = subscribe(
                ClientCli.PIPES,
                "a/{b}",
                "c",
                "--event",
                "e",
                "--event",
                "f",
                "--key",
                "k",
                "--start",
                "-10",
                "--slow=conflate",
                "--count=1");

        assertThat(cli.exit()).isZero();
        assertThat(server.request().target())
                .isEqualTo(
                        "/events?topic=a%2F%7Bb%7D&topic=c&event=e&event=f&key=k&start=-10&slow=conflate&signals=all");
    }

    @Test
    void itBeginsAfterTheGivenId() throws Exception {
        server.then(streaming("data: x\n\n"));

        var cli = subscribe(ClientCli.PIPES, "--last-event-id", "#e-1", "--count", "1");

        assertThat(cli.exit()).isZero();
        assertThat(server.request().header("Last-Event-ID")).hasValue("#e-1");
    }

    @Nested
    class Output {
        private static final String STREAM = """
            data: one
            id: #e-1

            event: price
            data: two
            data:  lines\u001b[31m
            id: #e-2

            """;

        @Test
        void toAPipeIsTheDataAlone() {
            server.then(streaming(STREAM));

            var cli = subscribe(ClientCli.PIPES, "--count", "2");

            assertThat(cli.exit()).isZero();
            assertThat(cli.out()).isEqualTo("one\ntwo\n lines\u001b[31m\n");
        }

        @Test
        void toATerminalHasIdAndTypeAndCannotSteerIt() {
            server.then(streaming(STREAM));

            var cli = subscribe(ClientCli.TERMINALS, "--count", "2");

            assertThat(cli.exit()).isZero();
            assertThat(cli.out()).isEqualTo("""
                \u001b[2m#e-1\u001b[0m  one
                \u001b[2m#e-2\u001b[0m  \u001b[1mprice\u001b[0m  two
                 lines\\u001b[31m
                """);
        }

        @Test
        void asJsonIsOneObjectALine() {
            server.then(streaming(STREAM));

            var cli = subscribe(ClientCli.TERMINALS, "--count", "2", "--json");

            assertThat(cli.exit()).isZero();
            assertThat(cli.out()).isEqualTo("""
                {"id":"#e-1","event":"message","data":"one"}
                {"id":"#e-2","event":"price","data":"two\\n lines\\u001B[31m"}
                """);
        }

        @Test
        void thatNobodyReadsAnyMoreEndsItInPeace() {
            server.then(streaming("data: x\n\n"));
            var err = new StringWriter();
            var line = new CommandLine(new SubscribeCommand(Map.of(), () -> ClientCli.PIPES))
                    .setOut(new PrintWriter(new ClosedPipe()))
                    .setErr(new PrintWriter(err));

            int exitCode = line.execute("--url=" + server.uri("/"), "--quiet");

            assertThat(exitCode).isZero();
            assertThat(err.toString()).isEmpty();
        }
    }

    @Nested
    class WhenTheStreamIsCut {
        @Test
        void itGoesOnAfterTheLastEventAndSaysSo() throws Exception {
            server.then(exchange -> exchange.stream().send("retry: 1\ndata: 1\nid: #e-1\n\n"))
                    .then(streaming("data: 2\nid: #e-2\n\n"));

            var cli = subscribe(ClientCli.PIPES, "--count", "2");

            assertThat(cli.exit()).isZero();
            assertThat(cli.out()).isEqualTo("1\n2\n");
            server.request();
            assertThat(server.request().header("Last-Event-ID")).hasValue("#e-1");
            assertThat(cli.err()).isEqualTo("""
                spate: connected
                spate: the server ended the stream; again in 0.1 s
                spate: connected
                """);
        }

        @Test
        void quietDoesNotSaySo() {
            server.then(exchange -> exchange.stream().send("retry: 1\ndata: 1\n\n"))
                    .then(streaming("data: 2\n\n"));

            var cli = subscribe(ClientCli.PIPES, "--count", "2", "--quiet");

            assertThat(cli.exit()).isZero();
            assertThat(cli.err()).isEmpty();
        }
    }

    @Nested
    class Signals {
        private static final String GAP = """
            event: spate.gap
            data: {"reason":"expired","from":"#e-1","to":"#e-9","missed":8}
            id: #e-9

            data: x

            """;

        @Test
        void aGapIsAWarning() {
            server.then(streaming(GAP));

            var cli = subscribe(ClientCli.PIPES, "--count", "1", "--quiet");

            assertThat(cli.exit()).isZero();
            assertThat(cli.out()).isEqualTo("x\n");
            assertThat(cli.err()).isEqualTo("spate: gap: 8 events missing (expired)\n");
        }

        @Test
        void theyAreWrittenWhereTheyAreAskedFor() {
            server.then(streaming(GAP));

            var cli = subscribe(ClientCli.PIPES, "--count", "1", "--json", "--signals");

            assertThat(cli.exit()).isZero();
            assertThat(cli.out()).startsWith("{\"id\":\"#e-9\",\"event\":\"spate.gap\",\"data\":\"{");
        }

        @Test
        void theHubsFarewellIsTold() {
            server.then(streaming("event: spate.close\ndata: {\"reason\":\"drain\",\"retry\":9}\n\ndata: x\n\n"));

            var cli = subscribe(ClientCli.PIPES, "--count", "1");

            assertThat(cli.exit()).isZero();
            assertThat(cli.err()).contains("spate: the hub ends the stream: drain\n");
        }
    }

    @Nested
    class WhenTheServerSaysNo {
        @Test
        void theDetailIsShown() {
            server.then(exchange ->
                    exchange.answer(400, "application/problem+json", "{\"detail\":\"start: 7 (expected: now)\"}"));

            var cli = subscribe(ClientCli.PIPES, "--start", "7");

            assertThat(cli.exit()).isEqualTo(1);
            assertThat(cli.err()).isEqualTo("spate: start: 7 (expected: now) [400]\n");
        }
    }

    @Nested
    class WrongUsage {
        @ParameterizedTest
        @ValueSource(strings = {"--count=0", "--count=-1", "--url=nowhere", "--last-event-id=a\nb"})
        void aValueThatCannotBeIsNamed(String flag) {
            var cli = ClientCli.subscribe(ClientCli.PIPES, flag);

            assertThat(cli.exit()).isEqualTo(2);
            assertThat(cli.err()).contains("(expected: ");
        }
    }

    @Test
    void itWaitsForAServerThatIsNotThereYet() throws Exception {
        server.then(exchange -> exchange.answer(503, "text/plain", "starting")).then(streaming("data: x\n\n"));

        var cli = subscribe(ClientCli.PIPES, "--count", "1");

        await().until(() -> cli.err().contains("; again in "));
        assertThat(cli.exit()).isZero();
    }

    /// A pipe whose reader is gone.
    private static final class ClosedPipe extends Writer {
        @Override
        public void write(char[] buffer, int offset, int length) throws IOException {
            throw new IOException("Broken pipe");
        }

        @Override
        public void flush() throws IOException {
            throw new IOException("Broken pipe");
        }

        @Override
        public void close() {}
    }
}
