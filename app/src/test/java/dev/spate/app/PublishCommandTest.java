package dev.spate.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.client.fixture.Script;
import dev.spate.client.fixture.ScriptedServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PublishCommandTest {
    private static final Script ACCEPTED = exchange -> exchange.answer(200, "application/json", "{\"id\":\"#e-1\"}");

    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.start();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private ClientCli publish(Ends ends, String... args) {
        var withUrl = new ArrayList<>(List.of(args));
        withUrl.add("--url=" + server.uri("/events"));
        return ClientCli.publish(ends, withUrl.toArray(String[]::new));
    }

    @Test
    void theIdIsWritten() {
        server.then(ACCEPTED);

        var cli = publish(ClientCli.PIPES, "news", "hello");

        assertThat(cli.exit()).isZero();
        assertThat(cli.out()).isEqualTo("#e-1\n");
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void everyFlagIsSent() throws Exception {
        server.then(ACCEPTED);

        var cli = publish(
                ClientCli.PIPES, "t", "d", "--event", "e", "--id", "i", "--key", "k", "--private", "--retry", "3s");

        assertThat(cli.exit()).isZero();
        assertThat(server.request().body())
                .startsWith("{\"topics\":[\"t\"],\"event\":\"e\",\"data\":\"d\",\"id\":\"i\",\"retry\":3000,"
                        + "\"key\":\"k\",\"private\":true,");
    }

    @Test
    void theAddressMayComeFromTheEnvironment() {
        server.then(ACCEPTED);
        var environment = Map.of("SPATE_URL", server.uri("/events").toString());

        var cli = ClientCli.run(new PublishCommand(environment, () -> ClientCli.PIPES), "t", "d");

        assertThat(cli.exit()).isZero();
    }

    @Test
    void jsonIsOneObjectALine() {
        server.then(exchange -> exchange.answer(200, "application/json", "{\"id\":\"#e-1\",\"duplicate\":true}"));

        var cli = publish(ClientCli.PIPES, "t", "d", "--json");

        assertThat(cli.exit()).isZero();
        assertThat(cli.out()).isEqualTo("{\"id\":\"#e-1\",\"duplicate\":true}\n");
    }

    @Test
    void quietWritesNothing() {
        server.then(ACCEPTED);

        var cli = publish(ClientCli.PIPES, "t", "d", "--quiet");

        assertThat(cli.exit()).isZero();
        assertThat(cli.out() + cli.err()).isEmpty();
    }

    @Nested
    class WithoutAnArgument {
        @ParameterizedTest
        @CsvSource({"hello\\n,hello", "hello,hello", "a\\nb\\r\\n,a\\nb", "a\\n\\n,a\\n", "'',''", "\\n,''"})
        void theInputIsTheDataButForOneLineEnd(String input, String data) throws Exception {
            server.then(ACCEPTED);

            var cli = publish(ClientCli.pipeOf(input.translateEscapes()), "t");

            assertThat(cli.exit()).isZero();
            assertThat(server.request().body()).contains("\"data\":\"" + data + "\"");
        }

        @Test
        void inputThatIsNotUtf8IsAnError() {
            var cli = publish(ClientCli.pipeOf(new ByteArrayInputStream(new byte[] {(byte) 0xFF})), "t");

            assertThat(cli.exit()).isEqualTo(1);
            assertThat(cli.err()).isEqualTo("spate: standard input: not UTF-8 (expected: text in UTF-8)\n");
        }
    }

    @Nested
    class WhenTheHubSaysNo {
        @Test
        void theDetailIsShown() {
            server.then(exchange ->
                    exchange.answer(422, "application/problem+json", "{\"detail\":\"event: open (expected: …)\"}"));

            var cli = publish(ClientCli.PIPES, "t", "d", "--event", "open");

            assertThat(cli.exit()).isEqualTo(1);
            assertThat(cli.out()).isEmpty();
            assertThat(cli.err()).isEqualTo("spate: event: open (expected: …) [422]\n");
        }

        @Test
        void jsonHasTheProblem() {
            server.then(exchange -> exchange.answer(
                    403, "application/problem+json", "{\"type\":\"/problems/forbidden\",\"detail\":\"no\"}"));

            var cli = publish(ClientCli.PIPES, "t", "d", "--json");

            assertThat(cli.exit()).isEqualTo(1);
            assertThat(cli.out()).isEqualTo("{\"error\":\"no\",\"type\":\"/problems/forbidden\",\"status\":403}\n");
        }
    }

    @Nested
    class WhenNobodyIsThere {
        @Test
        void theReasonIsShownWhenPatienceIsOver() throws IOException {
            server.close();

            var cli = publish(ClientCli.PIPES, "t", "d", "--patience", "0s");

            assertThat(cli.exit()).isEqualTo(1);
            assertThat(cli.err()).isEqualTo("spate: connection refused\n");
        }

        @Test
        void aRetryIsTold() {
            server.then(exchange -> exchange.answer(503, "text/plain", "draining"))
                    .then(ACCEPTED);

            var cli = publish(ClientCli.PIPES, "t", "d");

            assertThat(cli.exit()).isZero();
            assertThat(cli.err()).matches("spate: draining \\[503]; trying again in 0\\.[0-9] s\n");
        }
    }

    @Nested
    class WrongUsage {
        @Test
        void aTopicIsNeeded() {
            var cli = publish(ClientCli.PIPES);

            assertThat(cli.exit()).isEqualTo(2);
            assertThat(cli.err()).contains("TOPIC");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "--url=ftp://x/",
                    "--url=http://x y/",
                    "--retry=3",
                    "--patience=soon",
                    "--event=a\nb",
                    "--id=a\u0000"
                })
        void aValueThatCannotBeIsNamed(String flag) {
            var cli = ClientCli.publish(ClientCli.PIPES, "t", "d", flag);

            assertThat(cli.exit()).isEqualTo(2);
            assertThat(cli.err()).contains("(expected: ");
        }

        @ParameterizedTest
        @ValueSource(strings = {"data", "--id=x"})
        void linesHaveNoOneDataAndNoOneId(String argument) {
            var cli = publish(ClientCli.PIPES, "t", argument, "--lines");

            assertThat(cli.exit()).isEqualTo(2);
            assertThat(cli.err()).contains("with --lines (expected: one of them)");
        }
    }
}
