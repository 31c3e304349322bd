package dev.spate.hub.internal.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicSymbolsTest {
    private final TopicSymbols symbols = new TopicSymbols();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a/b",
                "é",
                "€",
                "😀",
                "a😀é",
                "%41",
                "%c3%A9",
                "%",
                "%4",
                "%4g",
                "50%",
                "%%41",
                " \"<>^`{|}",
                "%１１",
                "%1１",
                "\u007f",
                "\u0080",
                "\u07ff",
                "\u0800",
                "\uffff",
                "\ud800\udc00",
                "\udbff\udfff"
            })
    void areThoseOfTheBytes(String topic) {
        assertThat(read(topic)).containsExactly(ofBytes(topic));
    }

    @Test
    void areThoseOfTheBytesForAnyText() {
        long seed = new Random().nextLong();
        var random = new Random(seed);

        for (int round = 0; round < 5_000; round++) {
            var topic = text(random);
            assertThat(read(topic)).as("seed %d: %s", seed, topic).containsExactly(ofBytes(topic));
        }
    }

    @Test
    void beginAnewWhereverTheLastTopicWasLeft() {
        symbols.begin("😀");
        symbols.next();

        assertThat(read("a")).containsExactly('a');
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int left = random.nextInt(6); left > 0; left--) {
            switch (random.nextInt(4)) {
                case 0 -> text.append('%').append("0aF9gé１".charAt(random.nextInt(7)));
                case 1 -> text.append((char) random.nextInt(0x80));
                case 2 -> text.append((char) random.nextInt(0xD800));
                default -> text.appendCodePoint(0x1_0000 + random.nextInt(0x10_0000));
            }
        }
        return text.toString();
    }

    private int[] read(String topic) {
        symbols.begin(topic);
        return Stream.generate(symbols::next)
                .takeWhile(symbol -> symbol != TopicSymbols.END)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static int[] ofBytes(String topic) {
        var bytes = Symbols.bytes(topic);
        return IntStream.iterate(0, index -> index < bytes.length, index -> index + Symbols.length(bytes, index))
                .map(index -> Symbols.at(bytes, index))
                .toArray();
    }
}
