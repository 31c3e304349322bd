package dev.spate.app;

import dev.spate.hub.Position;
import java.time.DateTimeException;
import java.time.OffsetDateTime;

/// Where a dump begins or ends. Thread-safe: immutable.
sealed interface DumpBound {
    /// Wherever the log does.
    record Open() implements DumpBound {}

    /// With an entry.
    record At(Position position) implements DumpBound {}

    /// With a time.
    record Time(long millis) implements DumpBound {}

    /// @param name of the option, for messages
    /// @throws IllegalArgumentException if the text is neither a position nor a time
    static DumpBound parse(String name, String text) {
        if (text.isEmpty()) {
            return new Open();
        }
        var position = Position.parse(text);
        if (text.startsWith("#") && position.isPresent()) {
            return new At(position.get());
        }
        try {
            return new Time(OffsetDateTime.parse(text).toInstant().toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    name + ": " + text + " (expected: a position such as #7mzk0qo2f-2s, or a time such as"
                            + " 2026-01-31T12:00:00Z)",
                    e);
        }
    }
}
