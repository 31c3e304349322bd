package dev.spate.wire;

import java.nio.charset.StandardCharsets;

/// The encoder as it would be written without a thought for speed: what [EventEncoder] is compared with.
final class PlainEncoder {

    private PlainEncoder() {}

    static byte[] encode(Event event) {
        StringBuilder text = new StringBuilder();
        if (!event.type().equals("message")) {
            text.append("event: ").append(event.type()).append('\n');
        }
        if (event.retryMillis() >= 0) {
            text.append("retry: ").append(event.retryMillis()).append('\n');
        }
        for (String line : event.data().split("\r\n|\r|\n", -1)) {
            text.append("data: ").append(line).append('\n');
        }
        if (!event.id().text().isEmpty()) {
            text.append("id: ").append(event.id().text()).append('\n');
        }
        return wellFormed(text.append('\n').toString()).getBytes(StandardCharsets.UTF_8);
    }

    /// The text with U+FFFD for every lone surrogate.
    static String wellFormed(String text) {
        int[] scalars = text.codePoints()
                .map(point -> point >= 0xD800 && point <= 0xDFFF ? 0xFFFD : point)
                .toArray();
        return new String(scalars, 0, scalars.length);
    }
}
