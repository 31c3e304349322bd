package dev.spate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spate.hub.HubLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Lines of JSON, published and answered one by one.
final class BulkTest {
    private static final int MAX_LINE = 2_000;

    @AutoClose
    private final TestServer server =
            TestServer.limitedBy(limits -> limits.maxBodyBytes(MAX_LINE).maxBulkLines(8));

    @AutoClose
    private final RawClient client = server.connect();

    @Nested
    class ALongLivedFeed {
        @Test
        void isAnsweredAtOnceAndThenLineByLine() {
            begin(client);
            assertThat(client.readHead())
                    .startsWith("HTTP/1.1 200 OK")
                    .contains("Content-Type: application/x-ndjson", "Transfer-Encoding: chunked");

            chunk(client, line("one"));
            assertThat(client.readChunksUntil("\n")).matches("\\{\"id\":\"#[0-9a-z]+-1\"}\\n");

            chunk(client, line("two"));
            assertThat(client.readChunksUntil("\n")).matches("\\{\"id\":\"#[0-9a-z]+-2\"}\\n");
        }

        @Test
        void endsWithItsBodyAndLeavesTheConnection() {
            begin(client).send("0\r\n\r\n");

            assertThat(client.read().body()).isEmpty();
            assertThat(client.get("/-/healthy").read().status()).isEqualTo(200);
        }

        @Test
        void goesOnAfterALineThatIsWrong() {
            begin(client);
            chunk(client, line("one") + "nonsense\n{\"topics\":[\"a\"],\"date\":1}\n\n\r\n" + line("two"));
            client.send("0\r\n\r\n");

            List<String> answers = client.read().body().lines().toList();

            assertThat(answers).hasSize(4);
            assertThat(answers.get(0)).contains("\"id\"");
            assertThat(answers.get(1)).contains("\"error\":\"line: not JSON", "/problems/bad-body", "\"status\":400");
            assertThat(answers.get(2)).contains("the nearest is \\\"data\\\"");
            assertThat(answers.get(3)).contains("\"id\"");
        }

        @Test
        void takesALastLineWithoutAnEnd() {
            begin(client);
            chunk(client, line("one").strip());
            client.send("0\r\n\r\n");

            assertThat(client.read().body()).contains("\"id\"");
        }

        @Test
        void ofAKnownLengthIsReadToo() {
            String lines = line("one") + line("two");

            assertThat(client.post("/events", "application/x-ndjson", lines)
                            .read()
                            .body()
                            .lines())
                    .hasSize(2);
            assertThat(client.get("/-/healthy").read().status()).isEqualTo(200);
        }

        @Test
        void inHttp10IsAnsweredUntilTheEnd() {
            String lines = line("one") + line("two");
            client.head(
                            "POST /events HTTP/1.0",
                            "Content-Type: application/x-ndjson",
                            "Content-Length: " + lines.length())
                    .send(lines);

            assertThat(client.readHead()).contains("Connection: close");
            assertThat(client.readBytes(7)).isEqualTo("{\"id\":\"".getBytes(StandardCharsets.UTF_8));
        }

        @Test
        void isAskedToGoOn() {
            client.head(
                    "POST /events HTTP/1.1",
                    "Host: a",
                    "Content-Type: application/x-ndjson",
                    "Transfer-Encoding: chunked",
                    "Expect: 100-continue");

            assertThat(client.readHead()).containsExactly("HTTP/1.1 100 Continue");
            assertThat(client.readHead()).startsWith("HTTP/1.1 200 OK");
        }

        @Test
        void thatBreaksOffKeepsWholeLinesOnly() {
            begin(client);
            chunk(client, line("one"));
            chunk(client, "{\"topics\":[\"a\"],");
            client.readHead();
            client.readChunksUntil("\n");

            client.endSending();

            assertThat(client.isAtEnd()).isTrue();
            await().until(() -> server.hub().stats().published() == 1);
        }

        @Test
        void withBrokenChunksIsCut() {
            begin(client).send("nonsense\r\n").readHead();

            assertThat(client.isAtEnd()).isTrue();
        }

        @Test
        void thatBringsNothingForTooLongIsCut() {
            try (var hasty = TestServer.limitedBy(limits -> limits.feedIdleTimeout(Duration.ofMillis(50)));
                    var silent = hasty.connect()) {
                begin(silent).readHead();

                assertThat(silent.isAtEnd()).isTrue();
            }
        }

        @Test
        void hasNoKeyOfItsOwn() {
            client.head(
                    "POST /events HTTP/1.1",
                    "Host: a",
                    "Content-Type: application/x-ndjson",
                    "Idempotency-Key: k",
                    "Content-Length: 0");

            assertThat(client.read().body()).contains("\\\"idempotency_key\\\" in each of its lines");
        }
    }

    @Nested
    class ALine {
        @Test
        void mayBeAsLongAsTheLimit() {
            String padded =
                    line("x").strip() + " ".repeat(MAX_LINE - line("x").strip().length());

            assertThat(client.post("/events", "application/x-ndjson", padded + "\n")
                            .read()
                            .body())
                    .contains("\"id\"");
        }

        @Test
        void thatIsLongerEndsTheFeedAfterTheAnswersBeforeIt() {
            begin(client);
            chunk(client, line("one") + "x".repeat(MAX_LINE + 1) + "\n" + line("never"));

            List<String> answers = client.read().body().lines().toList();

            assertThat(answers).hasSize(2);
            assertThat(answers.get(1)).contains("line: more than 2000 bytes", "\"status\":413");
            assertThat(client.isAtEnd()).isTrue();
            await().until(() -> server.hub().stats().published() == 1);
        }
    }

    @Nested
    class Gzip {
        @Test
        void isUndoneAsItComes() {
            byte[] body = gzip(line("one") + line("two"));

            RawResponse answer = gzipped(body).read();

            assertThat(answer.body().lines()).hasSize(2);
        }

        @Test
        void thatEndsTooEarlyIsToldSo() {
            byte[] body = gzip(line("one"));
            byte[] part = java.util.Arrays.copyOf(body, body.length - 1);

            List<String> answers = gzipped(part).read().body().lines().toList();

            assertThat(answers.getLast()).contains("its end is missing");
        }

        @Test
        void ofABombIsInflatedNoFurtherThanALine() {
            byte[] body = gzip(" ".repeat(50_000_000));

            RawResponse answer = gzipped(body).read();

            assertThat(answer.body()).contains("line: more than 2000 bytes");
        }

        private RawClient gzipped(byte[] body) {
            return client.head(
                            "POST /events HTTP/1.1",
                            "Host: a",
                            "Content-Type: application/x-ndjson",
                            "Content-Encoding: gzip",
                            "Content-Length: " + body.length)
                    .sendIfTaken(body);
        }
    }

    @Nested
    class BackPressure {
        @Test
        void answersEveryLineInOrderThoughOnlyAFewMayWait() {
            int count = 2_000;
            var sent = CompletableFuture.runAsync(() -> sendAll(client, count));

            List<String> answers = client.read().body().lines().toList();

            sent.join();
            assertThat(answers).hasSize(count);
            for (int index = 0; index < count; index++) {
                assertThat(answers.get(index)).isEqualTo("{\"id\":\"i" + index + "\"}");
            }
        }

        @Test
        void slowsAFeedThatTheHubHasNoRoomForAndRefusesNothing() {
            var tight = HubLimits.standard()
                    .with()
                    .maxQueuedPublications(2)
                    .maxBatch(1)
                    .build();
            int count = 2_000;
            try (var narrow = TestServer.start(tight, builder -> builder);
                    var eager = narrow.connect()) {
                var sent = CompletableFuture.runAsync(() -> sendAll(eager, count));

                List<String> answers = eager.read().body().lines().toList();

                sent.join();
                assertThat(answers).hasSize(count).allMatch(answer -> answer.startsWith("{\"id\":\"i"));
                assertThat(answers.getLast()).isEqualTo("{\"id\":\"i" + (count - 1) + "\"}");
            }
        }

        @Test
        void readsNoFurtherWhileAnswersAreNotRead() {
            begin(client);
            var line = line("x".repeat(500));
            var flood = CompletableFuture.runAsync(() -> {
                for (int index = 0; index < 100_000; index++) {
                    chunk(client, line);
                }
            });

            long settled = publishedOnceItStandsStill();

            assertThat(settled).isLessThan(100_000);
            assertThat(flood).isNotDone();
            client.reset();
            await().until(flood::isCompletedExceptionally);
        }

        private long publishedOnceItStandsStill() {
            var seen = new ArrayList<Long>(List.of(-1L));
            await().pollInterval(Duration.ofMillis(300)).until(() -> {
                long now = server.hub().stats().published();
                long before = seen.getLast();
                seen.add(now);
                return now > 0 && now == before;
            });
            return seen.getLast();
        }
    }

    private static void sendAll(RawClient client, int count) {
        long seed = 42;
        var random = new Random(seed);
        var body = new StringBuilder();
        for (int index = 0; index < count; index++) {
            body.append("{\"topics\":[\"a\"],\"id\":\"i").append(index).append("\"}\n");
        }
        begin(client);
        int from = 0;
        while (from < body.length()) {
            int to = Math.min(body.length(), from + 1 + random.nextInt(400));
            chunk(client, body.substring(from, to));
            from = to;
        }
        client.send("0\r\n\r\n");
    }

    private static RawClient begin(RawClient client) {
        return client.head(
                "POST /events HTTP/1.1", "Host: a", "Content-Type: application/x-ndjson", "Transfer-Encoding: chunked");
    }

    private static void chunk(RawClient client, String text) {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        client.send(Integer.toHexString(length) + "\r\n" + text + "\r\n");
    }

    private static String line(String text) {
        return "{\"topics\":[\"a\"],\"data\":\"" + text + "\"}\n";
    }

    private static byte[] gzip(String text) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
