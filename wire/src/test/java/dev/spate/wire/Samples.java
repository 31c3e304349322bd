package dev.spate.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Random;

/// Makes streams, events and texts at random, out of what parsers and encoders get wrong.
///
/// Owner: the test. The same seed makes the same samples.
final class Samples {

    private static final List<String> PARTS = List.of(
            "data",
            "data",
            "data",
            "data:",
            "data: ",
            "id",
            "id: ",
            "event: ",
            "event",
            "retry: ",
            "retry:",
            "foo",
            ":",
            ": ",
            " ",
            "\t",
            "\r",
            "\n",
            "\r\n",
            "\n\n",
            "\n\n",
            "\r\r",
            "\r\n\r\n",
            "\0",
            "\uFEFF",
            "0",
            "9",
            "300",
            "-1",
            "+",
            "99999999999999999999",
            "a",
            "é",
            "日",
            "😀",
            "\u2028",
            "\u0085",
            "\u000B",
            "\u007F",
            "message",
            "D",
            "da");

    private static final List<String> CHARACTERS = List.of(
            "a",
            "b",
            " ",
            ":",
            "\t",
            "\r",
            "\n",
            "\r\n",
            "\0",
            "é",
            "ÿ",
            "日",
            "\uFFFD",
            "\uFEFF",
            "😀",
            "\uDBFF\uDFFF",
            "\uD83D",
            "\uDE00",
            "\u2028",
            "\u0085",
            "\u001B",
            "\u007F",
            "data: ",
            "id: 1");

    private final Random random;

    Samples(long seed) {
        this.random = new Random(seed);
    }

    /// Bytes that look like a stream, often a malformed one.
    byte[] stream() {
        ByteArray bytes = new ByteArray(64, Integer.MAX_VALUE);
        int parts = random.nextInt(40);
        for (int i = 0; i < parts; i++) {
            if (random.nextInt(8) == 0) {
                bytes.append((byte) (0x80 + random.nextInt(0x80)));
            } else {
                byte[] part = oneOf(PARTS).getBytes(UTF_8);
                bytes.append(part, 0, part.length);
            }
        }
        return bytes.copy();
    }

    Event event() {
        String id = random.nextInt(4) == 0 ? "" : legal(text(6));
        String type = random.nextInt(3) == 0 ? "" : legal(text(6));
        long retry = random.nextBoolean() ? Event.NO_RETRY : random.nextLong() >>> random.nextInt(1, 64);
        return new Event(new EventId(id), type, text(20), retry);
    }

    /// A text with any characters in it.
    String text(int maxParts) {
        StringBuilder text = new StringBuilder();
        int parts = random.nextInt(maxParts + 1);
        for (int i = 0; i < parts; i++) {
            text.append(oneOf(CHARACTERS));
        }
        return text.toString();
    }

    /// Feeds the bytes in parts of any size, empty ones too.
    void feed(EventParser parser, byte[] bytes) throws EventStreamException {
        int largest = 1 + random.nextInt(12);
        int at = 0;
        while (at < bytes.length) {
            int length = Math.min(random.nextInt(largest + 1), bytes.length - at);
            parser.feed(bytes, at, length);
            at += length;
        }
    }

    private static String legal(String text) {
        StringBuilder legal = new StringBuilder();
        PlainEncoder.wellFormed(text)
                .codePoints()
                .filter(point -> !Character.isISOControl(point))
                .forEach(legal::appendCodePoint);
        return legal.toString();
    }

    private String oneOf(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }
}
