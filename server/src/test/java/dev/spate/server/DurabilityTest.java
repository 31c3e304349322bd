package dev.spate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spate.hub.Hub;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `Spate-Durability`, and a log that has a disk with its troubles.
final class DurabilityTest {
    private static final String FULL = "disk: full (expected: 64 MiB free)";

    private final SteeredLog log = new SteeredLog();

    @AutoClose
    private final TestServer server = TestServer.around(Hub.builder().log(log).build());

    @AutoClose
    private final RawClient client = server.connect();

    @Nested
    class AnAnswer {
        @Test
        void waitsForTheDiskIfThatIsAskedFor() {
            var disk = new CompletableFuture<Void>();
            log.durableAfter(disk);
            publish(client, "disk");
            awaitPublished(1);

            assertThat(server.publish("a", "does not wait")).endsWith("-2");
            assertThat(client.hasMore()).isFalse();
            disk.complete(null);

            assertThat(client.read().body()).endsWith("-1\"}");
        }

        @ParameterizedTest
        @ValueSource(strings = {"memory", ""})
        void comesEarlierIfThatIsEnough(String durability) {
            log.durableAfter(new CompletableFuture<>());

            assertThat(publish(client, durability).read().status()).isEqualTo(200);
        }

        @Test
        void toABatchWaitsForTheDiskToo() {
            var disk = new CompletableFuture<Void>();
            log.durableAfter(disk);
            String body = "[{\"topics\":[\"a\"]},{\"topics\":[\"b\"]}]";
            client.head(
                            "POST /events HTTP/1.1",
                            "Host: a",
                            "Content-Type: application/json",
                            "Spate-Durability: disk",
                            "Content-Length: " + body.length())
                    .send(body);
            awaitPublished(2);

            server.publish("a", "does not wait");
            assertThat(client.hasMore()).isFalse();
            disk.complete(null);

            assertThat(client.read().body()).matches("\\[\\{\"id\":\"#[0-9a-z]+-1\"},\\{\"id\":\"#[0-9a-z]+-2\"}]");
        }

        @Test
        void ofAFeedComesLineByLineAsTheDiskIsReached() {
            var disk = new CompletableFuture<Void>();
            log.durableAfter(disk);
            client.head(
                    "POST /events HTTP/1.1",
                    "Host: a",
                    "Content-Type: application/x-ndjson",
                    "Spate-Durability: disk",
                    "Transfer-Encoding: chunked");
            client.readHead();
            client.send("11\r\n{\"topics\":[\"a\"]}\n\r\n");
            awaitPublished(1);
            server.publish("a", "does not wait");

            assertThat(client.hasMore()).isFalse();
            disk.complete(null);

            assertThat(client.readChunksUntil("\n")).contains("\"id\"");
        }

        @Test
        void thatCannotBeGivenIsRefused() {
            try (var inMemory = TestServer.start();
                    var other = inMemory.connect()) {
                RawResponse answer = publish(other, "disk").read();

                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.body())
                        .contains(
                                "Spate-Durability: \\\"disk\\\" (expected: memory; this hub keeps its log in memory)");
            }
        }

        @Test
        void isOneOfTwo() {
            RawResponse answer = publish(client, "paper").read();

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("Spate-Durability: \\\"paper\\\" (expected: memory or disk)");
        }
    }

    @Nested
    class Trouble {
        @Test
        void isToldWithAStatusAndATimeToComeBack() {
            log.trouble(FULL);

            RawResponse answer = publish(client, "").read();

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.field("Retry-After")).matches("[1-9][0-9]*");
            assertThat(answer.body()).contains("\"/problems/log-failed\"", FULL);
        }

        @Test
        void makesTheHubNotReadyAndSaysWhy() {
            log.trouble(FULL);

            RawResponse answer = client.get("/-/ready").read();

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body()).isEqualTo("not ready: /events (" + FULL + ")\n");
        }

        @Test
        void leavesLiveSubscribersAndEndsByItself() {
            try (var subscriber = server.connect()) {
                subscriber.get("/events/a").readHead();
                log.trouble(FULL);
                assertThat(publish(client, "").read().status()).isEqualTo(503);
                log.trouble("");

                assertThat(publish(client, "").read().status()).isEqualTo(200);

                assertThat(subscriber.readChunksUntil("data: x\n")).doesNotContain("spate.close");
                assertThat(client.get("/-/ready").read().status()).isEqualTo(200);
            }
        }

        @Test
        void ofOneAppendIsAnsweredAndTheRepeatIsRecognized() {
            log.loseNextAnswer();
            assertThat(keyed("k1").read().status()).isEqualTo(503);

            RawResponse again = keyed("k1").read();

            assertThat(again.status()).isEqualTo(200);
            assertThat(again.body()).contains("\"duplicate\":true");
            assertThat(server.hub().stats().logEntries()).isEqualTo(1);
        }

        private RawClient keyed(String key) {
            return client.head("POST /events/a HTTP/1.1", "Host: a", "Idempotency-Key: " + key, "Content-Length: 1")
                    .send("x");
        }
    }

    private void awaitPublished(long count) {
        await().until(() -> server.hub().stats().published() == count);
    }

    private static RawClient publish(RawClient to, String durability) {
        return to.head(
                        "POST /events/a HTTP/1.1",
                        "Host: a",
                        durability.isEmpty() ? "X-Nothing: said" : "Spate-Durability: " + durability,
                        "Content-Length: 1")
                .send("x");
    }
}
