package dev.spate.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Durability;
import dev.spate.hub.Hub;
import dev.spate.hub.Retention;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `Spate-Durability` is answered with by the logs that there are.
final class DurabilityOfLogsTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "DISK, disk, 1",
        "DISK, memory, 0",
        "DISK, '', 1",
        "MEMORY, disk, 1",
        "MEMORY, memory, 0",
        "MEMORY, '', 0"
    })
    void aLogInFilesGivesBothAndKeepsWhatItAnswered(Durability configured, String asked, long leastOnDisk) {
        try (var server = TestServer.around(files(configured));
                var client = server.connect()) {
            server.hub().ready().toCompletableFuture().join();

            RawResponse answer = publish(client, asked);

            assertThat(server.hub().stats().log().committedEntries()).isGreaterThanOrEqualTo(leastOnDisk);
            assertThat(answer.status()).isEqualTo(200);
        }
        try (var again = files(configured)) {
            again.ready().toCompletableFuture().join();

            assertThat(again.stats().logEntries()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"disk, 400", "memory, 200", "'', 200"})
    void aLogInMemoryPromisesNoDisk(String asked, int status) {
        try (var server = TestServer.start();
                var client = server.connect()) {
            assertThat(publish(client, asked).status()).isEqualTo(status);
        }
    }

    @Test
    void deliveryWaitsForTheDiskWhereTheHubDoesWhateverTheAnswerDid() {
        try (var server = TestServer.around(files(Durability.DISK));
                var client = server.connect();
                var subscriber = server.connect()) {
            server.hub().ready().toCompletableFuture().join();
            subscriber.get("/events/a").readHead();

            publish(client, "memory");
            subscriber.readChunksUntil("data: x\n");

            assertThat(server.hub().stats().log().committedEntries()).isEqualTo(1);
        }
    }

    private Hub files(Durability durability) {
        return Hub.builder()
                .fileLog(directory, Retention.forMemory(), durability)
                .build();
    }

    private static RawResponse publish(RawClient client, String durability) {
        return client.head(
                        "POST /events/a HTTP/1.1",
                        "Host: a",
                        durability.isEmpty() ? "X-Nothing: said" : "Spate-Durability: " + durability,
                        "Content-Length: 1")
                .send("x")
                .read();
    }
}
