package dev.spate.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Hub;
import dev.spate.hub.Principal;
import dev.spate.hub.Publication;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A bulk feed breaks off, and its publisher sends again what was not answered, with the same idempotency keys.
/// Every publication then is in the log once, and all are in their order.
final class BrokenFeedTest {
    private final SteeredLog log = new SteeredLog();

    @AutoClose
    private final TestServer server = TestServer.around(Hub.builder().log(log).build());

    enum Cut {
        /// At once, whatever has been answered.
        RESET,
        /// As if the publisher had ended, in the midst of the body.
        END,
        /// After some answers were read, which are not sent again.
        RESET_AFTER_ANSWERS
    }

    @ParameterizedTest
    @EnumSource
    void whereverItIsCut(Cut cut) {
        int lines = 5;
        byte[] whole = feed("any", 0, lines);
        for (int at = 0; at <= whole.length; at++) {
            String topic = cut + "-" + at;
            int answered = sendUpTo(feed(topic, 0, lines), at, cut);

            assertThat(sendAll(topic, answered, lines)).hasSize(lines - answered);

            assertThat(logged(topic)).as("cut at %d", at).isEqualTo(numbers(lines));
        }
    }

    @Test
    void andIfItIsCutAgainAndAgainWhileAnswersOfTheLogGetLost() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        int lines = 300;
        for (int round = 0; round < 10; round++) {
            String topic = "round-" + round;
            int answered = 0;
            while (answered < lines) {
                byte[] left = feed(topic, answered, lines);
                if (random.nextInt(3) == 0) {
                    log.loseNextAnswer();
                }
                answered += sendUpTo(left, random.nextInt(left.length + 1), Cut.RESET_AFTER_ANSWERS);
                if (random.nextInt(4) == 0) {
                    answered += untilRefused(sendAll(topic, answered, lines));
                }
            }

            assertThat(logged(topic)).as("seed %d", seed).isEqualTo(numbers(lines));
        }
    }

    /// Sends the beginning of a feed, and breaks it off.
    ///
    /// @return how many lines are known to have been taken
    private int sendUpTo(byte[] feed, int bytes, Cut cut) {
        try (var client = server.connect()) {
            byte[] sent = Arrays.copyOf(feed, bytes);
            begin(client);
            chunk(client, sent);
            return switch (cut) {
                case RESET -> {
                    client.reset();
                    yield 0;
                }
                case END -> {
                    client.endSending();
                    yield 0;
                }
                case RESET_AFTER_ANSWERS -> {
                    int whole = (int) new String(sent, StandardCharsets.UTF_8)
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
                    client.readHead();
                    int answered = untilRefused(readLines(client, (whole + 1) / 2));
                    client.reset();
                    yield answered;
                }
            };
        }
    }

    /// Sends a feed to its end.
    ///
    /// @return its answers
    private List<String> sendAll(String topic, int from, int to) {
        try (var client = server.connect()) {
            begin(client);
            chunk(client, feed(topic, from, to));
            client.send("0\r\n\r\n");
            return client.read().body().lines().toList();
        }
    }

    private static int untilRefused(List<String> answers) {
        return (int)
                answers.stream().takeWhile(answer -> answer.contains("\"id\"")).count();
    }

    private static List<String> readLines(RawClient client, int count) {
        var lines = new ArrayList<String>();
        while (lines.size() < count) {
            lines.addAll(client.readChunksUntil("\n").lines().toList());
        }
        return lines;
    }

    /// What subscribers get of a topic, from the oldest on, up to its last publication.
    private List<String> logged(String topic) {
        // Its answer may be the one that gets lost.
        server.hub()
                .publish(Principal.ANONYMOUS, Publication.of(topic, "end"))
                .toCompletableFuture()
                .join();
        try (var client = server.connect()) {
            client.get("/events/" + topic + "?start=earliest").readHead();
            var data = client.readChunksUntil("data: end\n")
                    .lines()
                    .filter(line -> line.startsWith("data: ") && !line.contains("{"))
                    .map(line -> line.substring("data: ".length()))
                    .toList();
            return data.subList(0, data.size() - 1);
        }
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    private static byte[] feed(String topic, int from, int to) {
        var body = new StringBuilder();
        for (int number = from; number < to; number++) {
            body.append("{\"topics\":[\"%1$s\"],\"data\":\"%2$d\",\"idempotency_key\":\"%1$s %2$d\"}\n"
                    .formatted(topic, number));
        }
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void begin(RawClient client) {
        client.head(
                "POST /events HTTP/1.1", "Host: a", "Content-Type: application/x-ndjson", "Transfer-Encoding: chunked");
    }

    private static void chunk(RawClient client, byte[] bytes) {
        if (bytes.length > 0) {
            client.send(Integer.toHexString(bytes.length) + "\r\n").send(bytes).send("\r\n");
        }
    }
}
