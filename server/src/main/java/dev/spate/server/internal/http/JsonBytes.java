package dev.spate.server.internal.http;

import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes JSON into bytes. Thread-safe: stateless.
public final class JsonBytes {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonBytes() {}

    /// @param content writes one JSON text
    /// @return the text as UTF-8
    public static byte[] of(Content content) {
        var bytes = new ByteArrayOutputStream(128);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            content.writeTo(json);
        }
        return bytes.toByteArray();
    }

    /// What is to be written.
    @FunctionalInterface
    public interface Content {
        /// @param json takes it
        void writeTo(JsonGenerator json);
    }
}
