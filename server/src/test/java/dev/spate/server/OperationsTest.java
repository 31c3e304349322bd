package dev.spate.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Hub;
import dev.spate.hub.Retention;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What operators and guards ask.
final class OperationsTest {
    private static final String SECRET = "a-secret-of-many-letters";

    @AutoClose
    private final TestServer server =
            TestServer.start(builder -> builder.hosts(PublicHosts.loopback()).adminToken(AdminToken.of(SECRET)));

    @AutoClose
    private final RawClient client = server.connect();

    @Nested
    class Probes {
        @ParameterizedTest
        @CsvSource(textBlock = """
            /-/healthy, healthy
            /-/ready, ready
            """)
        void areAnsweredWhateverNameTheyUse(String path, String body) {
            RawResponse answer = client.head("GET " + path + " HTTP/1.1", "Host: 10.1.2.3:8080")
                    .read();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(body + "\n");
            assertThat(answer.field("Cache-Control")).isEqualTo("no-store");
        }

        @Test
        void areNotReadyOnceAHubCloses() {
            server.hub().close();

            RawResponse answer = client.get("/-/ready").read();

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body()).isEqualTo("not ready: /events (closing)\n");
            assertThat(client.get("/-/healthy").read().status()).isEqualTo(200);
        }

        @Test
        void areNotReadyWhileALogIsInTroubleAndSayWhy() {
            var log = new SteeredLog();
            log.trouble("log: the disk is full");
            try (var troubled = TestServer.around(Hub.builder().log(log).build());
                    var prober = troubled.connect()) {
                assertThat(prober.get("/-/ready").read().body())
                        .isEqualTo("not ready: /events (log: the disk is full)\n");

                log.trouble("");

                assertThat(prober.get("/-/ready").read().status()).isEqualTo(200);
            }
        }

        @Test
        void areNotReadyOnceTheServerStops() {
            assertThat(client.get("/-/ready").read().status()).isEqualTo(200);

            server.server().stopAccepting();

            RawResponse answer = client.get("/-/ready").read();

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body()).startsWith("not ready: draining");
            assertThat(client.isAtEnd()).isTrue();
        }

        @Test
        void allowNoOtherMethod() {
            RawResponse answer = client.post("/-/healthy", "text/plain", "x").read();

            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.field("Allow")).isEqualTo("GET, HEAD");
        }
    }

    @Nested
    class Metrics {
        @Test
        void areForTheAdministrator() {
            server.publish("a", "x");

            RawResponse answer =
                    client.get("/metrics", "Authorization: Bearer " + SECRET).read();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.field("Content-Type")).startsWith("text/plain; version=0.0.4");
            assertThat(answer.body())
                    .contains(
                            "spate_hub_published_total{hub=\"/events\"} 1.0",
                            "spate_hub_log_entries{hub=\"/events\"} 1.0",
                            "spate_connections 1.0",
                            "spate_http_requests_total{route=\"publish\",status=\"2xx\"} 0.0");
        }

        @Test
        void countWhatWasAnswered() {
            client.post("/events/a", "text/plain", "x").read();
            client.get("/nowhere").read();

            String text = client.get("/metrics", "Authorization: bearer " + SECRET)
                    .read()
                    .body();

            assertThat(text)
                    .contains("spate_http_requests_total{route=\"publish\",status=\"2xx\"} 1.0")
                    .contains("spate_http_requests_total{route=\"other\",status=\"4xx\"} 1.0");
        }

        @ParameterizedTest
        @ValueSource(strings = {"Bearer wrong", "Bearer", "Basic " + SECRET, "Bearer " + SECRET + "x"})
        void areNotForOthers(String authorization) {
            RawResponse answer =
                    client.get("/metrics", "Authorization: " + authorization).read();

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.field("WWW-Authenticate")).startsWith("Bearer");
            assertThat(answer.body()).doesNotContain(SECRET);
        }

        @Test
        void areNotForNobody() {
            assertThat(client.get("/metrics").read().status()).isEqualTo(401);
        }

        @Test
        void areNotForPagesOfOtherNames() {
            RawResponse answer = client.head(
                            "GET /metrics HTTP/1.1", "Host: foe.example", "Authorization: Bearer " + SECRET)
                    .read();

            assertThat(answer.status()).isEqualTo(421);
        }

        @Test
        void areForAllIfTheyArePublic() {
            try (var open = TestServer.start(HubServerBuilder::publicMetrics);
                    var anybody = open.connect()) {
                assertThat(anybody.get("/metrics").read().status()).isEqualTo(200);
            }
        }

        @Test
        void areForNobodyWithoutAToken() {
            try (var closed = TestServer.start();
                    var anybody = closed.connect()) {
                assertThat(anybody.get("/metrics").read().status()).isEqualTo(403);
            }
        }
    }

    @Nested
    class OnTheLoopback {
        @Test
        void otherNamesAreNotAnsweredTo() {
            RawResponse answer =
                    client.head("GET /events HTTP/1.1", "Host: foe.example").read();

            assertThat(answer.status()).isEqualTo(421);
            assertThat(answer.body()).contains("Host: \\\"foe.example\\\" (expected: localhost");
        }

        @Test
        void foreignPagesMayNotPublish() {
            RawResponse answer = client.head(
                            "POST /events/a HTTP/1.1",
                            "Host: localhost",
                            "Origin: https://foe.example",
                            "Content-Length: 0")
                    .read();

            assertThat(answer.status()).isEqualTo(403);
            assertThat(server.hub().stats().published()).isZero();
        }
    }

    @Nested
    class SeveralHubs {
        @Test
        void answerEachAtItsOwnPath() {
            try (var other = Hub.builder().memoryLog(Retention.forMemory()).build();
                    var both = TestServer.start(
                            builder -> builder.hub("/events/deep", other).hub("/other", other));
                    var reader = both.connect()) {
                reader.post("/events/deep/a", "text/plain", "x").read();
                reader.post("/other/a", "text/plain", "y").read();
                reader.post("/events/deeper", "text/plain", "z").read();

                assertThat(List.of(other.stats().published(), both.hub().stats().published()))
                        .containsExactly(2L, 1L);
            }
        }
    }
}
