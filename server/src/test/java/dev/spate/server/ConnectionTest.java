package dev.spate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spate.hub.HubLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How requests share a connection, how bodies come, and how connections end.
final class ConnectionTest {
    @AutoClose
    private final TestServer server = TestServer.start();

    @AutoClose
    private final RawClient client = server.connect();

    @Nested
    class Pipelining {
        @Test
        void answersComeInTheOrderOfTheRequests() {
            int count = 500;
            var requests = new StringBuilder();
            for (int index = 0; index < count; index++) {
                requests.append("POST /events/a?id=i").append(index);
                requests.append(" HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx");
            }
            client.send(requests.toString());

            var ids = new ArrayList<String>();
            for (int index = 0; index < count; index++) {
                ids.add(client.read().body());
            }

            assertThat(ids).hasSize(count);
            for (int index = 0; index < count; index++) {
                assertThat(ids.get(index)).isEqualTo("{\"id\":\"i" + index + "\"}");
            }
        }

        @Test
        void aQuickAnswerWaitsForASlowerOneBeforeIt() {
            client.send("POST /events/a HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx"
                    + "GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n");

            assertThat(client.read().status()).isEqualTo(200);
            assertThat(client.read().status()).isEqualTo(404);
        }

        @Test
        void aStreamBeginsAfterTheAnswersBeforeIt() {
            client.send("POST /events/a HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx"
                    + "GET /events/a?start=earliest HTTP/1.1\r\nHost: a\r\n\r\n");

            assertThat(client.read().status()).isEqualTo(200);
            client.readHead();
            assertThat(client.readChunksUntil("data: x")).isNotEmpty();
        }

        @Test
        void whatFollowsAStreamIsNotServed() {
            client.send("GET /events/a HTTP/1.1\r\nHost: a\r\n\r\n"
                    + "POST /events/a HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nnever");
            client.readHead();
            client.readChunksUntil("\n\n");

            server.publish("a", "first");

            assertThat(client.readChunksUntil("data: first")).doesNotContain("never");
        }

        @Test
        void goesOnWhereTheBoundIsOne() {
            try (var narrow = TestServer.limitedBy(limits -> limits.maxPipelined(1));
                    var eager = narrow.connect()) {
                eager.send("POST /events/a HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx".repeat(20));

                for (int index = 0; index < 20; index++) {
                    assertThat(eager.read().status()).isEqualTo(200);
                }
            }
        }
    }

    @Nested
    class KeepingAlive {
        @Test
        void isTheCustomInHttp11() {
            assertThat(client.get("/-/healthy").read().hasField("Connection")).isFalse();
            assertThat(client.get("/-/healthy").read().status()).isEqualTo(200);
        }

        @Test
        void endsWhereTheClientSaysSo() {
            RawResponse answer = client.get("/-/healthy", "Connection: close").read();

            assertThat(answer.field("Connection")).isEqualTo("close");
            assertThat(client.isAtEnd()).isTrue();
        }

        @Test
        void isNotTheCustomInHttp10() {
            RawResponse answer = client.head("GET /-/healthy HTTP/1.0").read();

            assertThat(answer.body()).isEqualTo("healthy\n");
            assertThat(client.isAtEnd()).isTrue();
        }

        @Test
        void canBeHadInHttp10() {
            client.head("GET /-/healthy HTTP/1.0", "Connection: keep-alive");

            assertThat(client.read().field("Connection")).isEqualTo("keep-alive");
            assertThat(client.head("GET /-/healthy HTTP/1.0").read().status()).isEqualTo(200);
        }

        @Test
        void endsAfterAWhile() {
            try (var hasty = TestServer.limitedBy(limits -> limits.idleTimeout(Duration.ofMillis(50)));
                    var idle = hasty.connect()) {
                assertThat(idle.get("/-/healthy").read().status()).isEqualTo(200);
                assertThat(idle.isAtEnd()).isTrue();
            }
        }

        @Test
        void whoEndsSendingIsStillAnswered() {
            client.post("/events/a", "text/plain", "x").endSending();

            assertThat(client.read().status()).isEqualTo(200);
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Nested
    class Bodies {
        @Test
        void mayComeInChunks() {
            client.head("POST /events/a?id=i HTTP/1.1", "Host: a", "Transfer-Encoding: chunked")
                    .send("3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nTrailer: z\r\n\r\n");

            assertThat(client.read().status()).isEqualTo(200);
            assertThat(client.get("/events/a?start=earliest").readHead()).isNotEmpty();
            assertThat(client.readChunksUntil("data: abcde\n")).isNotEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"x\r\n", "-1\r\n", "\r\n", "3\r\nabcd\r\n", "3\nabc\r\n", "FFFFFFFFF\r\n", "1\r\na\nb"})
        void thatAreBrokenPublishNothing(String chunks) {
            client.head("POST /events/a HTTP/1.1", "Host: a", "Transfer-Encoding: chunked")
                    .send(chunks);

            RawResponse answer = client.read();

            assertThat(answer.status()).isEqualTo(400);
            assertThat(client.isAtEnd()).isTrue();
            assertNothingPublished();
        }

        @ParameterizedTest
        @ValueSource(strings = {"Content-Length: 10", "Transfer-Encoding: chunked"})
        void thatStopHalfwayPublishNothing(String framing) {
            client.head("POST /events/a HTTP/1.1", "Host: a", framing)
                    .send("5\r\nab")
                    .endSending();

            assertThat(client.isAtEnd()).isTrue();
            assertNothingPublished();
        }

        @Test
        void thatPauseForTooLongAreGivenUp() {
            try (var hasty = TestServer.limitedBy(limits -> limits.bodyIdleTimeout(Duration.ofMillis(50)));
                    var slow = hasty.connect()) {
                slow.head("POST /events/a HTTP/1.1", "Host: a", "Content-Length: 10")
                        .send("half");

                assertThat(slow.read().status()).isEqualTo(408);
                assertThat(slow.isAtEnd()).isTrue();
                assertThat(hasty.hub().stats().published()).isZero();
            }
        }

        @ParameterizedTest
        @CsvSource(textBlock = """
            application/json, 2000
            application/x-www-form-urlencoded, 2000
            """)
        void areRefusedBeforeTheyHaveComeIfTheyWillBeTooLarge(String type, int limit) {
            try (var small = TestServer.limitedBy(limits -> limits.maxBodyBytes(limit));
                    var wordy = small.connect()) {
                wordy.head(
                        "POST /events HTTP/1.1", "Host: a", "Content-Type: " + type, "Content-Length: " + (limit + 1));

                assertThat(wordy.read().status()).isEqualTo(413);
                assertThat(wordy.isAtEnd()).isTrue();
            }
        }

        @Test
        void thatComeAllTheSameDoNotTakeTheAnswerAway() {
            byte[] large = new byte[20 << 20];
            client.head("POST /events/a HTTP/1.1", "Host: a", "Content-Length: " + large.length)
                    .sendIfTaken(large);

            assertThat(client.read().status()).isEqualTo(413);
        }

        @Test
        void inChunksAreRefusedOnceTheyAreTooLarge() {
            try (var small = TestServer.limitedBy(limits -> limits.maxBodyBytes(2_000));
                    var wordy = small.connect()) {
                wordy.head(
                                "POST /events HTTP/1.1",
                                "Host: a",
                                "Content-Type: application/json",
                                "Transfer-Encoding: chunked")
                        .send("7D1\r\n" + " ".repeat(2_001));

                assertThat(wordy.read().status()).isEqualTo(413);
            }
        }

        @Test
        void ofJustTheLimitAreRead() {
            try (var small = TestServer.limitedBy(limits -> limits.maxBodyBytes(2_000));
                    var wordy = small.connect()) {
                String json = "{\"topics\":[\"a\"]}";

                RawResponse answer = wordy.post("/events", "application/json", json + " ".repeat(2_000 - json.length()))
                        .read();

                assertThat(answer.status()).isEqualTo(200);
            }
        }

        @Test
        void ofManyConnectionsAreBoundedTogether() {
            int limit = 70_000;
            var hubLimits = HubLimits.standard().with().maxDataBytes(1_000).build();
            var limits = ServerLimits.standard()
                    .with()
                    .maxBodyBytes(limit)
                    .maxBodiesBytes(limit)
                    .build();
            try (var small = TestServer.start(
                            hubLimits, builder -> builder.limits(limits).publicMetrics());
                    var first = small.connect();
                    var second = small.connect()) {
                begin(first, limit).send(" ".repeat(limit - 1));
                await().until(() -> small.metric("spate_http_received_bytes_total") > limit);

                RawResponse refused = begin(second, limit).send("  ").read();

                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.field("Retry-After")).isEqualTo("1");
                assertThat(first.send(" ").read().body()).contains("body: empty");
            }
        }

        private static RawClient begin(RawClient client, int length) {
            return client.head(
                    "POST /events HTTP/1.1", "Host: a", "Content-Type: application/json", "Content-Length: " + length);
        }
    }

    @Nested
    class Expectations {
        @Test
        void aBodyIsAskedFor() {
            client.head("POST /events/a HTTP/1.1", "Host: a", "Content-Length: 1", "Expect: 100-continue");

            assertThat(client.readHead()).containsExactly("HTTP/1.1 100 Continue");
            assertThat(client.send("x").read().status()).isEqualTo(200);
        }

        @Test
        void aBodyThatIsNotWantedIsNotAskedFor() {
            client.head("POST /events HTTP/1.1", "Host: a", "Content-Length: 1", "Expect: 100-continue");

            assertThat(client.read().status()).isEqualTo(415);
            assertThat(client.isAtEnd()).isTrue();
        }

        @Test
        void ofHttp10AreOverlooked() {
            client.head("POST /events/a HTTP/1.0", "Content-Length: 1", "Expect: 100-continue")
                    .send("x");

            assertThat(client.read().status()).isEqualTo(200);
        }

        @Test
        void ofOtherKindsFail() {
            client.head("POST /events/a HTTP/1.1", "Host: a", "Content-Length: 0", "Expect: miracles");

            assertThat(client.read().status()).isEqualTo(417);
        }

        @Test
        void areMetInTurn() {
            client.send("POST /events/a HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx"
                    + "POST /events/a HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n");

            assertThat(client.read().status()).isEqualTo(200);
            assertThat(client.readHead()).containsExactly("HTTP/1.1 100 Continue");
            assertThat(client.send("y").read().status()).isEqualTo(200);
        }
    }

    @Nested
    class ThatAreGivenUp {
        @Test
        void beforeTheAnswerDoNoHarm() {
            client.post("/events/a", "text/plain", "x").reset();

            try (var next = server.connect()) {
                next.get("/events/a?start=earliest").readHead();
                server.publish("a", "y");
                assertThat(next.readChunksUntil("data: y")).isNotEmpty();
            }
        }

        @Test
        void withinABodyPublishNothing() {
            client.head("POST /events/a HTTP/1.1", "Host: a", "Content-Length: 10")
                    .send("half")
                    .reset();

            server.publish("b", "y");

            await().until(() -> server.hub().stats().published() == 1);
        }
    }

    @Test
    void whoDoesNotReadTheAnswersIsCutOff() {
        var limits = ServerLimits.standard()
                .with()
                .bodyIdleTimeout(Duration.ofMillis(50))
                .build();
        try (var hasty = TestServer.start(builder -> builder.limits(limits).publicMetrics());
                var deaf = hasty.connect()) {
            byte[] requests =
                    "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(20_000).getBytes(StandardCharsets.US_ASCII);

            deaf.sendIfTaken(requests);

            // The one that asks is left.
            await().until(() -> hasty.metric("spate_connections") == 1);
        }
    }

    @Test
    void anAbsoluteTargetIsUnderstood() {
        client.head("GET http://localhost/-/healthy HTTP/1.1", "Host: localhost");

        assertThat(client.read().status()).isEqualTo(200);
    }

    @Test
    void emptyLinesBetweenRequestsAreSkipped() {
        client.get("/-/healthy").read();

        assertThat(client.send("\r\n").get("/-/healthy").read().status()).isEqualTo(200);
    }

    private void assertNothingPublished() {
        assertThat(server.hub().stats().published()).isZero();
    }
}
