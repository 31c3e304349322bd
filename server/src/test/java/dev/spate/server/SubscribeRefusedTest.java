package dev.spate.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Authorizer;
import dev.spate.hub.Decision;
import dev.spate.hub.Hub;
import dev.spate.hub.HubLimits;
import dev.spate.hub.Matcher;
import dev.spate.hub.Principal;
import dev.spate.hub.Retention;
import dev.spate.hub.Topic;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Subscriptions that are not to be: for good, or for now.
final class SubscribeRefusedTest {
    @AutoClose
    private final TestServer server = TestServer.start();

    @AutoClose
    private final RawClient client = server.connect();

    @Nested
    class WhatIsRefused {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
            /events?topik=a          | bad-parameter | topik
            /events?topic=%FF        | bad-parameter | byte 0xff
            /events?topic=%2         | bad-parameter | hexadecimal
            /events/%FF              | bad-parameter | byte 0xff
            /events/%zz              | bad-parameter | hexadecimal
            /events/a%0Ab            | bad-parameter | no control characters
            /events/                 | bad-parameter | at least one character
            /events?pattern=a        | not-offered   | pattern
            /events?start=tomorrow   | bad-parameter | start
            /events?slow=never       | bad-parameter | slow
            """)
        void getsItsProblem(String target, String type, String detail) {
            RawResponse answer = client.get(target).read();

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.field("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.body()).contains("\"type\":\"/problems/" + type + "\"", detail);
        }

        @Test
        void leavesTheConnectionAlive() {
            client.get("/events?topik=a").read();

            assertThat(client.get("/-/healthy").read().status()).isEqualTo(200);
        }

        @ParameterizedTest
        @CsvSource(textBlock = """
            image/png, 406
            application/json, 400
            application/x-ndjson, 400
            """)
        void isAFormThatThereIsNot(String accept, int status) {
            assertThat(client.get("/events", "Accept: " + accept).read().status())
                    .isEqualTo(status);
        }

        @Test
        void isABodyWithGet() {
            RawResponse answer =
                    client.get("/events", "Content-Length: 5").send("hello").read();

            assertThat(answer.status()).isEqualTo(400);
            assertThat(client.isAtEnd()).isTrue();
        }

        @Test
        void isAQueryThatIsNoForm() {
            RawResponse answer = client.head(
                            "QUERY /events HTTP/1.1",
                            "Host: localhost",
                            "Content-Type: text/plain",
                            "Content-Length: 0")
                    .read();

            assertThat(answer.status()).isEqualTo(415);
            assertThat(answer.field("Accept-Query")).isEqualTo("application/x-www-form-urlencoded");
        }

        @ParameterizedTest
        @ValueSource(strings = {"PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "get", "FOO"})
        void isAnUnknownMethod(String method) {
            RawResponse answer =
                    client.head(method + " /events HTTP/1.1", "Host: localhost").read();

            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.field("Allow")).isEqualTo("GET, HEAD, QUERY, POST, OPTIONS");
        }

        @Test
        void isAPathWithoutAHub() {
            assertThat(client.get("/eventsx").read().status()).isEqualTo(404);
            assertThat(client.get("/event").read().status()).isEqualTo(404);
        }
    }

    @Nested
    class WhenThereIsNoRoom {
        @Test
        void aBrowserIsToldInAStreamToComeBackLater() {
            try (var full = fullServer();
                    var first = full.connect();
                    var second = full.connect()) {
                first.get("/events").readHead();

                RawResponse answer = second.get("/events").read();

                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.field("Content-Type")).isEqualTo("text/event-stream");
                assertThat(answer.body()).contains("retry: ", "event: spate.close", "\"reason\":\"limit\"");
            }
        }

        @Test
        void whoPrefersAStatusGetsOne() {
            try (var full = fullServer();
                    var first = full.connect();
                    var second = full.connect()) {
                first.get("/events").readHead();

                RawResponse answer =
                        second.get("/events", "Prefer: status=true").read();

                assertThat(answer.status()).isEqualTo(503);
                assertThat(Integer.parseInt(answer.field("Retry-After"))).isPositive();
                assertThat(answer.body()).contains("/problems/overloaded");
            }
        }

        private static TestServer fullServer() {
            return TestServer.start(
                    HubLimits.standard().with().maxSubscriptions(1).build(), builder -> builder);
        }
    }

    @Nested
    class WhoMayNot {
        @Test
        void isToldSoWithAStatus() {
            try (var closed = TestServer.around(denyingHub());
                    var stranger = closed.connect()) {
                RawResponse answer = stranger.get("/events/secret").read();

                assertThat(answer.status()).isEqualTo(403);
                assertThat(answer.body()).contains("not you");
            }
        }

        private static Hub denyingHub() {
            return Hub.builder()
                    .memoryLog(Retention.forMemory())
                    .authorizer(new Denying())
                    .build();
        }
    }

    private static final class Denying implements Authorizer {
        @Override
        public CompletionStage<Decision> mayPublish(Principal principal, List<Topic> topics) {
            return CompletableFuture.completedStage(new Decision.Denied("not you"));
        }

        @Override
        public CompletionStage<Decision> maySubscribe(Principal principal, List<Matcher> matchers) {
            return CompletableFuture.supplyAsync(() -> new Decision.Denied("not you"));
        }
    }
}
