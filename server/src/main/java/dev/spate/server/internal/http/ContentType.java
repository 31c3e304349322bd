package dev.spate.server.internal.http;

import java.util.Locale;

/// Reads the `Content-Type` field of a request. Thread-safe: stateless.
public final class ContentType {
    private ContentType() {}

    /// @param fields the head's fields
    /// @return type and subtype in lower case, without parameters; empty if there is no such field
    public static String essence(HeaderFields fields) {
        return fields.first("Content-Type")
                .map(value -> value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .orElse("");
    }
}
