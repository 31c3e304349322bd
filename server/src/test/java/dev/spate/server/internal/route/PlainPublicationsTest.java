package dev.spate.server.internal.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Publication;
import dev.spate.server.internal.http.Line;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Holds the quick way against the way that reads everything.
final class PlainPublicationsTest {
    private static final int ROUNDS = 100_000;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final PlainPublications plain = new PlainPublications(new TopicLists(4));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"topics\":[\"a\"],\"data\":\"d\"}",
                " { \"data\" : \"\" , \"topics\" : [ \"a\" ] } \r",
                "{\"topics\":[\"a\"],\"event\":\"e\",\"data\":\"d\",\"id\":\"i\",\"retry\":5,\"key\":\"k\",\"private\":true,"
                    + "\"idempotency_key\":\"x\"}",
                "{\"topics\":[\"ä\"],\"data\":\"€ 😀\"}",
                "{\"topics\":[\"a\"],\"data\":\"{\\\"price\\\":1}\\n\\t\\\\\\/\\b\\f\\r€\"}",
                "{\"topics\":[\"a\"],\"private\":false,\"retry\":0}",
            })
    void readsWhatIsPlain(String text) {
        assertThat(read(text)).isEqualTo(ready(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"topics\":[\"a\"]",
                "{\"topics\":[\"a\"]}}",
                "{\"topics\":[\"a\"],}",
                "{\"topics\":[\"a\"]} {}",
                "{\"topics\":[\"a\",\"b\"]}",
                "{\"topics\":[\"a\"],\"topics\":[\"b\"]}",
                "{\"topics\":[\"a\"],\"data\":\"\\u0041\"}",
                "{\"topics\":[\"a\"],\"data\":\"\\x\"}",
                "{\"topics\":[\"a\"],\"data\":\"\\",
                "{\"topics\":[\"a\"],\"data\":\"\t\"}",
                "{\"topics\":[\"a\"],\"data\":\"\\n\t\"}",
                "{\"topics\":[\"a\"],\"data\":1}",
                "{\"topics\":[\"a\"],\"data\":{\"b\":1}}",
                "{\"topics\":[\"a\"],\"key\":null}",
                "{\"topics\":[\"a\"],\"retry\":05}",
                "{\"topics\":[\"a\"],\"retry\":1.5}",
                "{\"topics\":[\"a\"],\"retry\":-1}",
                "{\"topics\":[\"a\"],\"retry\":86400001}",
                "{\"topics\":[\"a\"],\"id\":\"#1\"}",
                "{\"topics\":[\"a\"],\"event\":\"open\"}",
                "{\"topics\":[\"a\"],\"data\":\"\uFFFD\"}",
                "{\"topics\":[\"\"]}",
            })
    void leavesTheRestToTheOther(String text) {
        assertThat(read(text)).isEmpty();
    }

    @Test
    void leavesMalformedUtf8ToTheOther() {
        byte[] line = "{\"topics\":[\"a\"],\"data\":\"x\"}".getBytes(StandardCharsets.UTF_8);
        line[line.length - 3] = (byte) 0xC0;

        assertThat(plain.read(Line.of(line), "")).isEmpty();
    }

    @Test
    void aKeyOfTheHeadCounts() {
        var line = Line.of("{\"topics\":[\"a\"]}".getBytes(StandardCharsets.UTF_8));

        assertThat(plain.read(line, "k").map(Publication::idempotencyKey)).contains("k");
    }

    @Test
    void anotherKeyThanTheHeadsIsLeftToTheOther() {
        var line = Line.of("{\"topics\":[\"a\"],\"idempotency_key\":\"x\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(plain.read(line, "k")).isEmpty();
    }

    @Test
    void publicationsOfATopicShareItsList() {
        var first = read("{\"topics\":[\"prices\"],\"data\":\"1\"}").orElseThrow();
        var second = read("{\"topics\":[\"prices\"],\"data\":\"2\"}").orElseThrow();

        assertThat(second.topics()).isSameAs(first.topics());
    }

    @Test
    void whateverIsReadIsReadBothWaysAlike() {
        int plainOnes = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] line = spoilt(anyObject().getBytes(StandardCharsets.UTF_8));
            var read = plain.read(Line.of(line), "");
            plainOnes += read.isPresent() ? 1 : 0;

            if (read.isPresent()) {
                assertThat(JsonPublications.readLine(line))
                        .as("seed %d: %s", seed, new String(line, StandardCharsets.UTF_8))
                        .isEqualTo(new Draft.Ready(read.get()));
            }
        }
        assertThat(plainOnes).isBetween(ROUNDS / 20, ROUNDS);
    }

    private String anyObject() {
        var text = new StringBuilder("{\"topics\":[").append(anyText()).append(']');
        int members = random.nextInt(4);
        for (int index = 0; index < members; index++) {
            text.append(any(",", ", ", " ,")).append(anyMember());
        }
        return text.append('}').toString();
    }

    private String anyMember() {
        return switch (random.nextInt(8)) {
            case 0 -> "\"event\":" + anyText();
            case 1 -> "\"id\":" + anyText();
            case 2 -> "\"key\" : " + anyText();
            case 3 -> "\"idempotency_key\":" + anyText();
            case 4 -> "\"private\":" + any("true", "false", "null", "truer");
            case 5 -> "\"retry\":" + any("0", "12", "012", "1e3", "99999999", "12 ");
            default -> "\"data\":" + anyText();
        };
    }

    private String anyText() {
        var text = new StringBuilder("\"");
        int pieces = 1 + random.nextInt(3);
        for (int index = 0; index < pieces; index++) {
            text.append(any("a", "news", "ä", "😀", "\\n", "\\\"", "\\\\", "\\/", "\\u00e4", "]", "}", " ", "\uFFFD"));
        }
        return text.append('"').toString();
    }

    /// Half of them with a byte changed, left out or doubled.
    private byte[] spoilt(byte[] line) {
        int at = random.nextInt(line.length);
        return switch (random.nextInt(6)) {
            case 0 -> {
                line[at] = (byte) random.nextInt(256);
                yield line;
            }
            case 1 -> joined(line, at, at + 1);
            case 2 -> joined(line, at + 1, at);
            default -> line;
        };
    }

    private static byte[] joined(byte[] line, int to, int from) {
        byte[] result = new byte[to + line.length - from];
        System.arraycopy(line, 0, result, 0, to);
        System.arraycopy(line, from, result, to, line.length - from);
        return result;
    }

    private String any(String... texts) {
        return List.of(texts).get(random.nextInt(texts.length));
    }

    private Optional<Publication> read(String text) {
        return plain.read(Line.of(text.getBytes(StandardCharsets.UTF_8)), "");
    }

    private static Optional<Publication> ready(String text) {
        return JsonPublications.readLine(text.getBytes(StandardCharsets.UTF_8)) instanceof Draft.Ready(var publication)
                ? Optional.of(publication)
                : Optional.empty();
    }
}
