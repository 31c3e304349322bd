package dev.spate.server.internal.http;

import java.util.ArrayList;
import java.util.List;

/// Why a request is refused, as an RFC 9457 document: `type`, `title`, `status` and `detail`.
///
/// Thread-safe: immutable.
///
/// @param kind what sort of refusal
/// @param detail *what: offending value (expected: rule)*, to be shown to whoever asked
/// @param fields header fields that go with it, such as `Retry-After`
public record Problem(ProblemKind kind, String detail, List<HeaderField> fields) {
    /// The content type of the document.
    public static final String CONTENT_TYPE = "application/problem+json";

    public Problem {
        fields = List.copyOf(fields);
    }

    /// @param kind what sort of refusal
    /// @param detail what, the offending value, the rule
    /// @return a problem without fields
    public static Problem of(ProblemKind kind, String detail) {
        return new Problem(kind, detail, List.of());
    }

    /// @param name a header field
    /// @param value its value
    /// @return a copy that carries it too
    public Problem with(String name, String value) {
        var more = new ArrayList<>(fields);
        more.add(new HeaderField(name, value));
        return new Problem(kind, detail, more);
    }

    /// @return this problem as the answer to a request
    public Answer toAnswer() {
        byte[] body = JsonBytes.of(json -> {
            json.writeStartObject();
            json.writeStringProperty("type", kind.type());
            json.writeStringProperty("title", kind.title());
            json.writeNumberProperty("status", kind.status());
            json.writeStringProperty("detail", detail);
            json.writeEndObject();
        });
        var answerFields = new ArrayList<HeaderField>(fields.size() + 2);
        answerFields.add(new HeaderField("Content-Type", CONTENT_TYPE));
        answerFields.add(new HeaderField("Cache-Control", "no-store"));
        answerFields.addAll(fields);
        return new Answer(kind.status(), answerFields, body);
    }
}
