package dev.spate.server.internal.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A whole response. `Content-Length`, `Connection` and `Date` are added where it is written.
///
/// Thread-safe: immutable; nobody writes to the body.
///
/// @param status the HTTP status
/// @param fields the header fields, in the order they are sent
/// @param body the content, empty for none
@SuppressWarnings("ArrayRecordComponent") // answers are written, never compared; the array is not copied on purpose
public record Answer(int status, List<HeaderField> fields, byte[] body) {
    private static final byte[] NO_BODY = {};

    public Answer {
        fields = List.copyOf(fields);
    }

    /// @param status the HTTP status
    /// @param namesAndValues a name, its value, a name, its value, …
    /// @return an answer without a body
    public static Answer empty(int status, String... namesAndValues) {
        return new Answer(status, HeaderFields.of(namesAndValues).all(), NO_BODY);
    }

    /// @param status the HTTP status
    /// @param contentType the body's type
    /// @param body the content
    /// @return an answer that must not be stored
    public static Answer of(int status, String contentType, byte[] body) {
        return new Answer(
                status,
                HeaderFields.of("Content-Type", contentType, "Cache-Control", "no-store")
                        .all(),
                body);
    }

    /// @param status the HTTP status
    /// @param text the content
    /// @return an answer for people, which must not be stored
    public static Answer text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /// @param more header fields
    /// @return a copy that carries them too
    public Answer with(List<HeaderField> more) {
        if (more.isEmpty()) {
            return this;
        }
        var joined = new ArrayList<>(fields);
        joined.addAll(more);
        return new Answer(status, joined, body);
    }
}
