package dev.spate.bench;

import dev.spate.hub.Publication;
import dev.spate.hub.Topic;
import dev.spate.wire.Event;
import java.util.List;

/// Events as they are measured everywhere: 100 bytes of JSON, such as a ticker sends. Thread-safe: stateless.
final class Samples {
    private static final String TICK = """
        {"symbol":"AAPL","price":174.32,"change":-0.41,"volume":1283400,"time":"2026-01-01T00:00:00.000Z"}\
        """;
    private static final int TICK_BYTES = 100;
    private static final String DATA = TICK + " ".repeat(TICK_BYTES - TICK.length());

    private Samples() {}

    /// The data of one event: 100 bytes.
    static String data() {
        return DATA;
    }

    static Publication publication(Topic topic) {
        return Publication.of(List.of(topic), Event.of(DATA));
    }
}
