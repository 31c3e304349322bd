package dev.spate.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spate.client.fixture.Received;
import dev.spate.client.fixture.ScriptedServer;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventSourceRedirectTest extends SourceOfScriptedServer {
    @Nested
    class WhenItIsRedirected {

        @ParameterizedTest
        @ValueSource(ints = {301, 302, 303, 307, 308})
        void itFollows(int status) throws Exception {
            server.then(exchange -> exchange.answerWith(status, "Location: /b?x=1\r\n", ""))
                    .then(streaming("data: x\n\n"));

            run(to("/a").headers(() -> Map.of("Authorization", "secret")));

            await().until(() -> listener.data().contains("x"));
            assertThat(server.request().target()).isEqualTo("/a");
            Received second = server.request();
            assertThat(second.target()).isEqualTo("/b?x=1");
            assertThat(second.header("Authorization")).hasValue("secret");
        }

        @Test
        void theCallersHeadersStayWithTheirOrigin() throws Exception {
            try (ScriptedServer other = ScriptedServer.start()) {
                other.then(streaming(""));
                server.then(exchange -> exchange.answerWith(307, "Location: " + other.uri("/o") + "\r\n", ""));

                run(to("/").headers(() -> Map.of("Authorization", "secret")));

                Received request = other.request();
                assertThat(request.header("Authorization")).isEmpty();
                assertThat(request.header("Accept")).hasValue("text/event-stream");
            }
        }

        @Test
        void theNextAttemptBeginsAtItsOwnAddressAgain() throws Exception {
            server.then(exchange -> exchange.answerWith(301, "Location: /b\r\n", ""))
                    .then(exchange -> exchange.stream().send("data: x\nid: 1\n\n"))
                    .then(streaming(""));

            run(to("/a"));

            assertThat(server.request().target()).isEqualTo("/a");
            assertThat(server.request().target()).isEqualTo("/b");
            Received third = server.request();
            assertThat(third.target()).isEqualTo("/a");
            assertThat(third.header("Last-Event-ID")).hasValue("1");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "Location: \r\n",
                    "Location: ftp://x/\r\n",
                    "Location: http://[\r\n",
                    "Location: data:,x\r\n"
                })
        void oneThatLeadsNowhereIsRefused(String location) throws Exception {
            server.then(exchange -> exchange.answerWith(302, location, ""));

            run(to("/"));

            await().until(() -> !listener.closings.isEmpty());
            assertThat(listener.closings.get(0).message())
                    .startsWith("Location: ")
                    .endsWith("[302]");
        }

        @Test
        void aCircleIsLeft() throws Exception {
            for (int i = 0; i <= Connector.MAX_REDIRECTS; i++) {
                server.then(exchange -> exchange.answerWith(302, "Location: /\r\n", ""));
            }

            run(to("/"));

            await().until(() -> !listener.closings.isEmpty());
            assertThat(listener.closings.get(0).message()).startsWith("redirects: more than 20");
            assertThat(server.unseenRequests()).isEqualTo(21);
        }
    }
}
