package dev.spate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spate.hub.HubLimits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Event streams while they last, and how they end.
final class StreamTest {
    private static final String LARGE = "x".repeat(10_000);

    @AutoClose
    private final TestServer server = TestServer.limitedBy(limits -> limits.maxIgnoredBytes(100));

    @AutoClose
    private final RawClient client = server.connect();

    @Nested
    class AClientThatReads {
        @Test
        void getsEverythingInOrder() throws IOException, InterruptedException {
            int count = 1_000;
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.url("/events/a?start=earliest")))
                    .build();
            try (HttpClient http = HttpClient.newHttpClient();
                    Stream<String> lines = http.send(request, HttpResponse.BodyHandlers.ofLines())
                            .body()) {
                IntStream.range(0, count).forEach(index -> server.publish("a", "event " + index));

                List<String> events = lines.filter(line -> line.startsWith("data: event"))
                        .limit(count)
                        .toList();

                assertThat(events)
                        .isEqualTo(IntStream.range(0, count)
                                .mapToObj(index -> "data: event " + index)
                                .toList());
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " leading", "a\nb", "a\r\nb\rc", "\n\n", "😀", "\u2028", "id: x\n\nevent: y"})
        void getsDataOfEveryKind(String data) {
            client.get("/events/a").readHead();
            client.readChunksUntil("\n\n");

            server.publish("a", data);

            String expected =
                    "data: " + data.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\ndata: ");
            assertThat(client.readChunksUntil("\nid: #")).contains(expected + "\nid: #");
        }

        @Test
        void getsAMebibyteWhole() {
            client.get("/events/a").readHead();
            client.readChunksUntil("\n\n");
            String data = "0123456789abcdef".repeat(1 << 16);

            server.publish("a", data);

            assertThat(client.readChunksUntil("\nid: #")).contains("data: " + data + "\n");
        }

        @Test
        void sharesItsBlocksWithOthersAndGivesThemBack() {
            var readers = new ArrayList<RawClient>();
            for (int index = 0; index < 20; index++) {
                readers.add(server.connect().get("/events/a"));
            }
            readers.forEach(RawClient::readHead);
            readers.forEach(reader -> reader.readChunksUntil("\n\n"));

            IntStream.range(0, 100).forEach(index -> server.publish("a", LARGE + index + "."));

            readers.forEach(reader -> reader.readChunksUntil("99.\nid: "));
            await().until(() -> server.hub().stats().pinnedBytes() == 0);
            readers.forEach(RawClient::close);
        }
    }

    @Nested
    class AClientThatStopsReading {
        @Test
        void holdsBackNobodyAndGetsTheRestLater() {
            client.get("/events/a").readHead();
            client.readChunksUntil("\n\n");
            try (var other = server.connect()) {
                other.get("/events/a").readHead();
                other.readChunksUntil("\n\n");

                IntStream.range(0, 2_000).forEach(index -> server.publish("a", LARGE + index + "."));

                other.readChunksUntil("1999.\nid: ");
                assertThat(server.hub().stats().pinnedBytes()).isLessThan(2_000_000);
            }
            String read = client.readChunksUntil("1999.\nid: ");
            assertThat(numbers(read))
                    .isEqualTo(IntStream.range(0, 2_000).boxed().toList());
            await().until(() -> server.hub().stats().pinnedBytes() == 0);
        }

        @Test
        void givesEverythingBackWhenItGoes() {
            client.get("/events/a").readHead();
            client.readChunksUntil("\n\n");
            IntStream.range(0, 2_000).forEach(_ -> server.publish("a", LARGE));
            await().until(() -> server.hub().stats().pinnedBytes() > 0);

            client.reset();

            await().until(() -> server.hub().stats().subscriptions() == 0);
            assertThat(server.hub().stats().pinnedBytes()).isZero();
        }

        @Test
        void isCutOffAfterAWhile() {
            var limits = HubLimits.standard()
                    .with()
                    .stalledAfter(Duration.ofSeconds(1))
                    .build();
            try (var strict = TestServer.start(limits, builder -> builder);
                    var stalled = strict.connect()) {
                stalled.get("/events/a").readHead();
                stalled.readChunksUntil("\n\n");

                IntStream.range(0, 2_000).forEach(_ -> strict.publish("a", LARGE));

                await().until(() -> strict.hub().stats().closedSlow() == 1);
                assertThat(strict.hub().stats().pinnedBytes()).isZero();
            }
        }

        private static List<Integer> numbers(String read) {
            return read.lines()
                    .filter(line -> line.startsWith("data: x"))
                    .map(line -> Integer.parseInt(line.substring(line.lastIndexOf('x') + 1, line.length() - 1)))
                    .toList();
        }
    }

    @Nested
    class AClientThatGoes {
        @Test
        void isMissedThoughNothingIsSent() {
            begin();

            client.close();

            await().until(() -> server.hub().stats().subscriptions() == 0);
        }

        @Test
        void isMissedThoughItOnlyEndsSending() {
            begin();

            client.endSending();

            assertThat(server.hub())
                    .satisfies(hub -> await().until(() -> hub.stats().subscriptions() == 0));
        }

        @Test
        void isMissedThoughItOnlyResets() {
            begin();

            client.reset();

            await().until(() -> server.hub().stats().subscriptions() == 0);
        }

        @Test
        void isCutOffIfItTalksTooMuch() {
            begin();

            client.send("x".repeat(100));
            assertThat(server.hub().stats().subscriptions()).isEqualTo(1);
            client.sendIfTaken("x".getBytes(StandardCharsets.UTF_8));

            await().until(() -> server.hub().stats().subscriptions() == 0);
        }

        private void begin() {
            client.get("/events/a").readHead();
            client.readChunksUntil("\n\n");
            await().until(() -> server.hub().stats().subscriptions() == 1);
        }
    }

    @Nested
    class WithoutEpoll {
        @Test
        void everythingIsAsItIsWithIt() {
            try (var portable = TestServer.start(HubServerBuilder::portableTransport);
                    var reader = portable.connect();
                    var writer = portable.connect()) {
                reader.get("/events/a").readHead();
                reader.readChunksUntil("\n\n");

                IntStream.range(0, 200).forEach(index -> portable.publish("a", LARGE + index + "."));
                writer.post("/events/a", "text/plain", "last").read();

                assertThat(reader.readChunksUntil("data: last")).contains("199.");
                await().until(() -> portable.hub().stats().pinnedBytes() == 0);
            }
        }
    }

    @Nested
    class AHubThatDrains {
        @Test
        void endsEveryStreamInGoodOrder() {
            client.get("/events/a").readHead();
            client.readChunksUntil("\n\n");
            server.publish("a", "last");

            server.hub().drain(Duration.ofSeconds(20));

            String rest = new String(client.readChunks(), StandardCharsets.UTF_8);
            assertThat(rest).contains("data: last\n").contains("event: spate.close", "\"reason\":\"drain\"");
            assertThat(client.isAtEnd()).isTrue();
        }

        @Test
        void tellsNewcomersToComeBack() {
            server.hub().drain(Duration.ofSeconds(20));

            RawResponse answer = client.get("/events/a").read();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).contains("event: spate.close", "\"reason\":\"drain\"");
        }

        @Test
        void tellsPublishersToTryAgain() {
            server.hub().drain(Duration.ofSeconds(20));

            RawResponse answer = client.post("/events/a", "text/plain", "x").read();

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body()).contains("/problems/closing");
            assertThat(answer.hasField("Retry-After")).isTrue();
        }
    }
}
