package dev.spate.server.internal.http;

import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes JSON into bytes. Thread-safe: stateless.
public final class JsonBytes {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final JsonFactory LINES =
            JsonFactory.builder().rootValueSeparator("\n").build();
    private static final int ROOM = 128;

    private JsonBytes() {}

    /// @param content writes one JSON text
    /// @return the text as UTF-8
    public static byte[] of(Content content) {
        return written(FACTORY, content, ROOM).toByteArray();
    }

    /// @param content writes JSON texts, one after the other
    /// @param expectedBytes how many that will be, roughly
    /// @return the texts as UTF-8, each a line
    public static byte[] lines(Content content, int expectedBytes) {
        var bytes = written(LINES, content, expectedBytes);
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private static ByteArrayOutputStream written(JsonFactory factory, Content content, int room) {
        var bytes = new ByteArrayOutputStream(room);
        try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), bytes)) {
            content.writeTo(json);
        }
        return bytes;
    }

    /// What is to be written.
    @FunctionalInterface
    public interface Content {
        /// @param json takes it
        void writeTo(JsonGenerator json);
    }
}
