package dev.spate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spate.hub.Durability;
import dev.spate.hub.Hub;
import dev.spate.hub.HubLimits;
import dev.spate.hub.LogCounters;
import dev.spate.hub.Retention;
import dev.spate.hub.SlowPolicy;
import dev.spate.hub.SlowRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `/metrics` says after something has happened.
final class MetricsTest {
    private static final String LARGE = "x".repeat(10_000);
    /// A window of which little is enough to be behind it.
    private static final HubLimits SMALL = HubLimits.standard()
            .with()
            .maxWindowBytes(1 << 20)
            .maxLoopBehindBytes(64 << 10)
            .slow(new SlowRule(SlowPolicy.CATCH_UP, 256 << 10, Duration.ofMinutes(1)))
            .build();

    @AutoClose
    private final TestServer server = TestServer.start(SMALL, HubServerBuilder::publicMetrics);

    @AutoClose
    private final RawClient client = server.connect();

    @ParameterizedTest
    @CsvSource({"#1-1, epoch", "nobody-gave-it, unknown-id"})
    void gapsAreCountedByReason(String lastId, String reason) {
        server.publish("a", "x");

        client.get("/events/a", "Last-Event-ID: " + lastId).readHead();
        client.readChunksUntil("spate.gap");

        assertThat(server.metric("spate_hub_gaps_total", "reason=\"" + reason + "\""))
                .isEqualTo(1);
        assertThat(server.metric("spate_hub_gaps_total")).isEqualTo(1);
    }

    @Test
    void whatIsGivenFromBehindTheWindowIsCounted() {
        IntStream.range(0, 300).forEach(_ -> server.publish("a", LARGE));
        server.publish("a", "the last");

        client.get("/events/a?start=earliest").readHead();
        client.readChunksUntil("the last");

        assertThat(server.metric("spate_hub_replays_total")).isEqualTo(1);
        assertThat(server.metric("spate_hub_replayed_total")).isBetween(100.0, 301.0);
        assertThat(server.metric("spate_hub_replayed_bytes_total")).isBetween(1_000_000.0, 3_100_000.0);
        assertThat(server.metric("spate_hub_replay_reads_total")).isPositive();
    }

    @Nested
    class OneThatTakesNothing {
        @Test
        void isSeenInTheLag() {
            assertThat(server.metric("spate_hub_lag_bytes")).isZero();
            stall("");

            assertThat(server.metric("spate_hub_lagging")).isEqualTo(1);
            assertThat(server.metric("spate_hub_lag_bytes")).isBetween(10_000.0, 30_000_000.0);
            assertThat(server.metric("spate_hub_lag_entries")).isBetween(1.0, 2_000.0);
            assertThat(server.metric("spate_hub_lag_seconds")).isNotNegative();
        }

        @Test
        void isDisconnectedWhereThatIsItsPolicy() {
            stall("?slow=disconnect");

            await().until(() -> server.metric("spate_hub_slow_total", "policy=\"disconnect\"") == 1);
            assertThat(server.metric("spate_hub_slow_total")).isEqualTo(1);
        }

        @Test
        void goesOnAtTheHeadWhereItsPolicyIsToDrop() {
            stall("?slow=drop");
            client.readChunksUntil("spate.gap");

            assertThat(server.metric("spate_hub_slow_total", "policy=\"drop\"")).isEqualTo(1);
            assertThat(server.metric("spate_hub_gaps_total", "reason=\"slow\"")).isEqualTo(1);
        }

        @Test
        void isSparedWhatWasReplacedWhereItsPolicyIsToConflate() {
            stall("?slow=conflate");
            server.publish("a", "the last");
            client.readChunksUntil("the last");

            assertThat(server.metric("spate_hub_slow_total", "policy=\"conflate\""))
                    .isPositive();
            assertThat(server.metric("spate_hub_skipped_total")).isBetween(1.0, 2_000.0);
        }

        private void stall(String query) {
            client.get("/events/a" + query).readHead();
            client.readChunksUntil("spate.position");
            try (var publisher = server.connect()) {
                for (int count = 0; count < 2_000; count++) {
                    publisher.post("/events/a?key=k", "text/plain", LARGE).read();
                }
            }
            await().until(() -> server.hub().stats().lagging() == 1
                    || server.hub().stats().slow().disconnected() == 1);
        }
    }

    @Nested
    class OfTheLog {
        @TempDir
        private Path directory;

        @Test
        void whatWasCommittedIsCounted() {
            try (var durable = TestServer.start(onDisk(), HubServerBuilder::publicMetrics)) {
                durable.hub().ready().toCompletableFuture().join();
                IntStream.range(0, 10).forEach(_ -> durable.publish("a", LARGE));

                assertThat(durable.metric("spate_hub_log_commits_total")).isEqualTo(10);
                assertThat(durable.metric("spate_hub_log_committed_total")).isEqualTo(10);
                assertThat(durable.metric("spate_hub_log_committed_bytes_total"))
                        .isBetween(100_000.0, 110_000.0);
                assertThat(durable.metric("spate_hub_log_commit_seconds_total")).isPositive();
                assertThat(durable.metric("spate_hub_log_failures_total")).isZero();
                assertThat(durable.metric("spate_hub_log_bytes")).isGreaterThan(100_000);
                assertThat(durable.metric("spate_hub_log_segments")).isEqualTo(1);
                assertThat(durable.metric("spate_hub_log_index_bytes")).isPositive();
            }
        }

        @Test
        void idempotencyKeysAreStillThereAfterARestart() {
            try (var before = TestServer.start(onDisk(), HubServerBuilder::publicMetrics)) {
                before.hub().ready().toCompletableFuture().join();
                publish(before, "k1");
                publish(before, "k2");
                publish(before, "k1");

                assertThat(before.metric("spate_hub_idempotency_keys")).isEqualTo(2);
            }
            try (var after = TestServer.start(onDisk(), HubServerBuilder::publicMetrics)) {
                after.hub().ready().toCompletableFuture().join();

                assertThat(after.metric("spate_hub_idempotency_keys")).isEqualTo(2);
                assertThat(after.metric("spate_hub_duplicates_total")).isZero();
            }
        }

        @Test
        void whatItSaysIsSaidInSecondsAndCounts() {
            var log = new SteeredLog();
            log.counts(new LogCounters(3, 12, 400, 2_500_000_000L, 5, 7, 9_000));
            try (var steered = TestServer.start(Hub.builder().log(log).build(), HubServerBuilder::publicMetrics)) {
                assertThat(steered.metric("spate_hub_log_commits_total")).isEqualTo(3);
                assertThat(steered.metric("spate_hub_log_committed_total")).isEqualTo(12);
                assertThat(steered.metric("spate_hub_log_committed_bytes_total"))
                        .isEqualTo(400);
                assertThat(steered.metric("spate_hub_log_commit_seconds_total")).isEqualTo(2.5);
                assertThat(steered.metric("spate_hub_log_failures_total")).isEqualTo(5);
                assertThat(steered.metric("spate_hub_log_segments")).isEqualTo(7);
                assertThat(steered.metric("spate_hub_log_index_bytes")).isEqualTo(9_000);
            }
        }

        @Test
        void troubleIsSeenWhileItLasts() {
            var log = new SteeredLog();
            try (var troubled = TestServer.start(Hub.builder().log(log).build(), HubServerBuilder::publicMetrics)) {
                log.trouble("log: the disk is full");
                assertThat(troubled.metric("spate_hub_log_trouble")).isEqualTo(1);
                assertThat(troubled.metric("spate_hub_ready")).isZero();

                log.trouble("");
                assertThat(troubled.metric("spate_hub_log_trouble")).isZero();
                assertThat(troubled.metric("spate_hub_ready")).isEqualTo(1);
            }
        }

        private Hub onDisk() {
            return Hub.builder()
                    .fileLog(directory, Retention.forMemory(), Durability.DISK)
                    .build();
        }

        private static void publish(TestServer to, String key) {
            try (var publisher = to.connect()) {
                publisher
                        .head("POST /events/a HTTP/1.1", "Host: a", "Idempotency-Key: " + key, "Content-Length: 1")
                        .send("x");
                assertThat(publisher.read().status()).isEqualTo(200);
            }
        }
    }
}
