package dev.spate.app.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.slf4j.event.KeyValuePair;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A JSON object on one line: `time`, `level`, `message`, `logger`, the pairs under their own names, and `error`
/// with the stack. Thread-safe: immutable.
final class JsonLines extends LayoutBase<ILoggingEvent> {
    private final JsonFactory json = new JsonFactory();

    @Override
    public String doLayout(ILoggingEvent event) {
        var line = new StringWriter();
        try (JsonGenerator generator = json.createGenerator(ObjectWriteContext.empty(), line)) {
            generator.writeStartObject();
            generator.writeStringProperty(
                    "time", event.getInstant().truncatedTo(ChronoUnit.MILLIS).toString());
            generator.writeStringProperty("level", event.getLevel().toString().toLowerCase(Locale.ROOT));
            generator.writeStringProperty("message", event.getFormattedMessage());
            generator.writeStringProperty("logger", event.getLoggerName());
            writePairs(generator, event.getKeyValuePairs());
            if (event.getThrowableProxy() != null) {
                generator.writeStringProperty("error", ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
            generator.writeEndObject();
        }
        return line + System.lineSeparator();
    }

    private static void writePairs(JsonGenerator generator, List<KeyValuePair> pairs) {
        if (pairs == null) {
            return;
        }
        for (KeyValuePair pair : pairs) {
            switch (pair.value) {
                case Long number -> generator.writeNumberProperty(pair.key, number);
                case Integer number -> generator.writeNumberProperty(pair.key, number);
                case Boolean truth -> generator.writeBooleanProperty(pair.key, truth);
                case null -> generator.writeNullProperty(pair.key);
                default -> generator.writeStringProperty(pair.key, String.valueOf(pair.value));
            }
        }
    }
}
