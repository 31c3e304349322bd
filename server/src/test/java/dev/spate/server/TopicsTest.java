package dev.spate.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Hub;
import dev.spate.hub.Retention;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `GET /-/topics` over a socket.
final class TopicsTest {
    private static final String SECRET = "a-secret-of-many-letters";
    private static final String TOKEN = "Authorization: Bearer " + SECRET;

    @AutoClose
    private final TestServer server = TestServer.start(builder -> builder.adminToken(AdminToken.of(SECRET)));

    @AutoClose
    private final RawClient client = server.connect();

    @Test
    void tellsHowMuchIsKeptOfEachAndWhereTheNewestStands() {
        server.publish("news", "one");
        String other = server.publish("a/\"b\"", "two");
        String last = server.publish("news", "three");

        RawResponse answer = client.get("/-/topics", TOKEN).read();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.field("Content-Type")).isEqualTo("application/json");
        assertThat(answer.field("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body())
                .isEqualTo("{\"topics\":[{\"topic\":\"a/\\\"b\\\"\",\"entries\":1,\"last_event_id\":\"" + other + "\"},"
                        + "{\"topic\":\"news\",\"entries\":2,\"last_event_id\":\"" + last + "\"}],\"next\":null}");
    }

    @Test
    void tellsNothingOfWhatIsGone() {
        var retention = new Retention(Duration.ofHours(1), 1 << 20, 1);
        try (var small = TestServer.start(
                        Hub.builder().memoryLog(retention).build(),
                        builder -> builder.adminToken(AdminToken.of(SECRET)));
                var reader = small.connect()) {
            small.publish("old", "x");
            small.publish("new", "x");

            assertThat(reader.get("/-/topics", TOKEN).read().body())
                    .contains("\"new\"")
                    .doesNotContain("\"old\"");
        }
    }

    @Test
    void isAnsweredToHeadWithoutTheBody() {
        RawResponse answer =
                client.head("HEAD /-/topics HTTP/1.1", "Host: localhost", TOKEN).readWithoutBody();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.field("Content-Length")).isEqualTo("25");
    }

    @Nested
    class Pages {
        @Test
        void goOnAfterTheNextOfTheOneBefore() {
            server.publish("a b", "x");
            server.publish("c", "x");
            server.publish("d", "x");

            assertThat(client.get("/-/topics?limit=2", TOKEN).read().body()).endsWith("],\"next\":\"c\"}");
            assertThat(client.get("/-/topics?limit=2&after=c", TOKEN).read().body())
                    .contains("\"d\"")
                    .doesNotContain("\"c\"")
                    .endsWith("],\"next\":null}");
            assertThat(client.get("/-/topics?limit=1&after=a%20b", TOKEN).read().body())
                    .contains("\"topic\":\"c\"");
        }

        @Test
        void haveAHundredTopicsUnlessSaidOtherwise() {
            IntStream.range(0, 101).forEach(index -> server.publish("t" + index, "x"));

            assertThat(client.get("/-/topics", TOKEN).read().body().split("\"topic\":", -1))
                    .hasSize(101);
        }
    }

    @Nested
    class OfSeveralHubs {
        @Test
        void isForTheOneThatIsNamed() {
            try (var other = Hub.builder().memoryLog(Retention.forMemory()).build();
                    var both =
                            TestServer.start(builder -> builder.hub("/a", other).adminToken(AdminToken.of(SECRET)));
                    var reader = both.connect()) {
                both.publish("here", "x");

                assertThat(reader.get("/-/topics?hub=/events", TOKEN).read().body())
                        .contains("here");
                assertThat(reader.get("/-/topics?hub=%2Fa", TOKEN).read().body())
                        .isEqualTo("{\"topics\":[],\"next\":null}");
                assertThat(reader.get("/-/topics", TOKEN).read().body())
                        .contains("hub: none (expected: one of /a, /events)");
            }
        }
    }

    @Nested
    class Refusals {
        @Test
        void nobodyElseIsTold() {
            assertThat(client.get("/-/topics").read().status()).isEqualTo(401);
            assertThat(client.get("/-/topics", "Authorization: Bearer x").read().status())
                    .isEqualTo(401);
        }

        @Test
        void publicMetricsDoNotOpenIt() {
            try (var open = TestServer.start(HubServerBuilder::publicMetrics);
                    var anybody = open.connect()) {
                assertThat(anybody.get("/-/topics").read().status()).isEqualTo(403);
            }
        }

        @Test
        void noOtherMethodIsAllowed() {
            RawResponse answer = client.post("/-/topics", "text/plain", "x").read();

            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.field("Allow")).isEqualTo("GET, HEAD");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
            limit=0       | limit: \\"0\\" (expected: 1 to 1000)
            limit=1001    | limit: \\"1001\\" (expected: 1 to 1000)
            limit=x       | limit: \\"x\\" (expected: 1 to 1000)
            limit=1&limit=2 | limit: 2 given (expected: at most one)
            after=%0A     | after:
            hub=/other    | hub: \\"/other\\" (expected: one of /events)
            limits=3      | the nearest is \\"limit\\"
            """)
        void whatBreaksItsRuleIsNamed(String query, String detail) {
            RawResponse answer = client.get("/-/topics?" + query, TOKEN).read();

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains(detail);
        }
    }
}
