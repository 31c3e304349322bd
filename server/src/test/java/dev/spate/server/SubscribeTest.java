package dev.spate.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Hub;
import dev.spate.hub.Retention;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `GET`, `HEAD`, `QUERY` and `OPTIONS` over a socket.
final class SubscribeTest {
    @AutoClose
    private final TestServer server =
            TestServer.start(builder -> builder.cors(CorsPolicy.of("https://friend.example")));

    @AutoClose
    private final RawClient client = server.connect();

    @Nested
    class TheHead {
        @Test
        void isWhatEveryProxyAndBrowserNeeds() {
            String id = server.publish("news", "one");

            var head = RawResponse.of(client.get("/events/news").readHead(), new byte[0]);

            assertThat(head.status()).isEqualTo(200);
            assertThat(head.fields().subList(1, head.fields().size()))
                    .containsExactly(
                            "Content-Type: text/event-stream",
                            "Cache-Control: no-cache, no-store, no-transform",
                            "X-Accel-Buffering: no",
                            "Spate-Last-Event-ID: " + id,
                            "Vary: Accept, Origin",
                            "Connection: keep-alive",
                            "Transfer-Encoding: chunked");
            assertThat(head.field("Date")).endsWith(" GMT");
        }

        @Test
        void letsAListedOriginReadIt() {
            var head = RawResponse.of(
                    client.get("/events", "Origin: https://friend.example").readHead(), new byte[0]);

            assertThat(head.field("Access-Control-Allow-Origin")).isEqualTo("https://friend.example");
            assertThat(head.field("Access-Control-Expose-Headers")).contains("Spate-Last-Event-ID");
        }

        @Test
        void isFollowedAtOnceByARetryAndAComment() {
            client.get("/events/news").readHead();

            assertThat(client.readChunksUntil("\n\n")).matches("(?s)retry: \\d+\\n:.*\\n\\n.*");
        }

        @Test
        void tellsThePositionThatWasResolved() {
            String first = server.publish("news", "one");
            server.publish("news", "two");

            var head = RawResponse.of(client.get("/events/news?start=-1").readHead(), new byte[0]);

            assertThat(head.field("Spate-Last-Event-ID")).isEqualTo(first);
        }
    }

    @Nested
    class ATimeToStartAt {
        private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-31T12:00:00Z"));

        @ParameterizedTest
        @ValueSource(strings = {"2026-01-31T12:00:01Z", "2026-01-31T14:05:00%2B02:00", "10m", "PT10M"})
        void leavesOutWhatIsOlder(String start) {
            var hub = Hub.builder()
                    .memoryLog(Retention.forMemory())
                    .clock(now::get)
                    .build();
            try (var timed = TestServer.around(hub);
                    var reader = timed.connect()) {
                timed.publish("a", "older");
                now.set(Instant.parse("2026-01-31T12:10:01Z"));
                timed.publish("a", "younger");

                reader.get("/events?start=" + start).readHead();

                assertThat(reader.readChunksUntil("younger")).doesNotContain("older");
            }
        }

        @Test
        void beforeAllThatIsKeptIsNoGap() {
            server.publish("a", "kept");

            client.get("/events?start=36500d").readHead();

            assertThat(client.readChunksUntil("kept")).doesNotContain("spate.gap");
        }
    }

    @Nested
    class WhatIsAskedFor {
        @Test
        void mayBeEverything() {
            client.get("/events").readHead();
            client.readChunksUntil("\n\n");

            server.publish("a", "x");
            server.publish("b", "y");

            assertThat(client.readChunksUntil("data: y")).contains("data: x");
        }

        @Test
        void mayBeATopicThatIsEscapedInThePath() {
            client.get("/events/a%2Fb%20%C3%A4+c?start=earliest").readHead();

            server.publish("a/b ä+c", "here");

            assertThat(client.readChunksUntil("data: here")).isNotEmpty();
        }

        @Test
        void mayBeATopicInRawUtf8() {
            server.publish("zürich", "here");

            client.get("/events/z\u00c3\u00bcrich?start=earliest").readHead();

            assertThat(client.readChunksUntil("data: here")).isNotEmpty();
        }

        @Test
        void mayBeSeveralTopicsAndTemplates() {
            client.get("/events?topic=a&topic=prices%2F%7Bx%7D&start=earliest").readHead();

            server.publish("a", "one");
            server.publish("b", "other");
            server.publish("prices/X", "two");

            assertThat(client.readChunksUntil("data: two")).contains("one").doesNotContain("other");
        }

        @Test
        void goesOnAfterTheLastIdOfTheQueryWhoseHashWasLost() {
            String id = server.publish("news", "one");
            server.publish("news", "two");

            client.get("/events/news?last_event_id=" + id.substring(1)).readHead();

            assertThat(client.readChunksUntil("data: two")).doesNotContain("data: one");
        }

        @Test
        void isToldOfAGapForAnUnknownIdThatCouldBreakALine() {
            client.get("/events/news?last_event_id=a%0A%0Ddata:x%00%F0%9F%98%80")
                    .readHead();

            assertThat(client.readChunksUntil("\nid: "))
                    .contains("event: spate.gap")
                    .doesNotContain("\ndata:x");
        }

        @Test
        void mayFillTheBodyOfAQueryButNoMore() {
            int limit = 512 << 10;

            assertThat(queryOf(limit).startsWith("HTTP/1.1 200")).isTrue();
            try (var other = server.connect()) {
                other.head(
                        "QUERY /events HTTP/1.1",
                        "Host: localhost",
                        "Content-Type: application/x-www-form-urlencoded",
                        "Content-Length: " + (limit + 1));
                assertThat(other.read().status()).isEqualTo(413);
            }
        }

        private String queryOf(int bytes) {
            return client.head(
                            "QUERY /events HTTP/1.1",
                            "Host: localhost",
                            "Content-Type: application/x-www-form-urlencoded",
                            "Content-Length: " + bytes)
                    .send("_=" + "x".repeat(bytes - 2))
                    .readHead()
                    .getFirst();
        }

        @Test
        void mayComeInTheBodyOfAQuery() {
            String body = "topic=a&topic=b&start=earliest";
            server.publish("b", "here");

            client.head(
                            "QUERY /events HTTP/1.1",
                            "Host: localhost",
                            "Content-Type: application/x-www-form-urlencoded",
                            "Content-Length: " + body.length())
                    .send(body)
                    .readHead();

            assertThat(client.readChunksUntil("data: here")).isNotEmpty();
        }
    }

    @Nested
    class WithHttp10 {
        @Test
        void theStreamIsNotChunkedAndEndsWithTheConnection() {
            server.publish("news", "one");

            List<String> head =
                    client.head("GET /events/news?start=earliest HTTP/1.0").readHead();

            assertThat(head).contains("Connection: close").noneMatch(line -> line.startsWith("Transfer-Encoding"));
            assertThat(head).noneMatch(line -> line.startsWith("Content-Length"));
            assertThat(new String(client.readBytes(7), java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo("retry: ");
        }
    }

    @Nested
    class Head {
        @Test
        void answersTheHeadAndEnds() {
            String id = server.publish("news", "one");

            client.head("HEAD /events/news HTTP/1.1", "Host: localhost");
            RawResponse answer = client.readWithoutBody();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.field("Content-Type")).isEqualTo("text/event-stream");
            assertThat(answer.field("Spate-Last-Event-ID")).isEqualTo(id);
            assertThat(client.get("/-/healthy").read().body()).isEqualTo("healthy\n");
        }

        @Test
        void tellsProblemsWithoutTheirDocument() {
            client.head("HEAD /events?topik=a HTTP/1.1", "Host: localhost");

            assertThat(client.readWithoutBody().status()).isEqualTo(400);
            assertThat(client.get("/-/healthy").read().body()).isEqualTo("healthy\n");
        }
    }

    @Nested
    class Options {
        @Test
        void tellsWhatThereIs() {
            client.head("OPTIONS /events HTTP/1.1", "Host: localhost");

            RawResponse answer = client.read();
            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.field("Allow")).isEqualTo("GET, HEAD, QUERY, POST, OPTIONS");
            assertThat(answer.hasField("Content-Length")).isFalse();
        }

        @Test
        void letsAListedOriginSendItsLastId() {
            RawResponse answer = client.head(
                            "OPTIONS /events/news HTTP/1.1",
                            "Host: localhost",
                            "Origin: https://friend.example",
                            "Access-Control-Request-Method: GET",
                            "Access-Control-Request-Headers: last-event-id")
                    .read();

            assertThat(answer.field("Access-Control-Allow-Origin")).isEqualTo("https://friend.example");
            assertThat(answer.field("Access-Control-Allow-Headers")).contains("last-event-id");
        }

        @Test
        void ofTheWholeServerIsAnswered() {
            client.head("OPTIONS * HTTP/1.1", "Host: localhost");

            assertThat(client.read().status()).isEqualTo(204);
        }
    }
}
