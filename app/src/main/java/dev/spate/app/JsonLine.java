package dev.spate.app;

import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// One JSON object in one line. Thread-safe: stateless.
final class JsonLine {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonLine() {}

    /// @param members writes the members
    static String of(Members members) {
        var line = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            members.writeTo(json);
            json.writeEndObject();
        }
        return line.toString();
    }

    /// The members of the object.
    @FunctionalInterface
    interface Members {
        void writeTo(JsonGenerator json);
    }
}
