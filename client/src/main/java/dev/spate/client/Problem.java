package dev.spate.client;

import dev.spate.wire.json.FlatJson;
import dev.spate.wire.json.JsonException;
import java.util.Optional;

/// Why a server did not do what it was asked: its answer as RFC 9457 has it, or what could be made of another one.
///
/// Thread-safe: immutable.
///
/// @param status the HTTP status, such as 403
/// @param type   the stable name of the kind of problem: a URI reference; `about:blank` where the answer had none
/// @param detail a sentence for people: the server's own, or the beginning of what it said
public record Problem(int status, String type, String detail) {

    static final String NO_TYPE = "about:blank";
    private static final int MAX_DETAIL_CHARS = 400;

    /// What a server's answer says: its `detail`, else its `title`, else the text of its body.
    static Problem of(int status, String contentType, String body) {
        Optional<FlatJson> json = contentType.endsWith("json") ? parse(body) : Optional.empty();
        return json.map(fields -> of(status, fields))
                .orElseGet(() -> new Problem(status, NO_TYPE, plain(status, body)));
    }

    static Problem of(int status, FlatJson fields) {
        String type = text(fields, "type").orElse(NO_TYPE);
        String detail = text(fields, "detail").or(() -> text(fields, "title")).orElse("");
        return new Problem(status, type, plain(status, detail));
    }

    /// A problem that the client found in an answer.
    static Problem found(int status, String detail) {
        return new Problem(status, NO_TYPE, plain(status, detail));
    }

    private static Optional<FlatJson> parse(String body) {
        try {
            return Optional.of(FlatJson.parse(body));
        } catch (JsonException notFlat) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(FlatJson fields, String name) {
        try {
            return fields.string(name);
        } catch (JsonException notAString) {
            return Optional.empty();
        }
    }

    /// One line that may be shown: no control characters, and not long.
    private static String plain(int status, String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (line.isEmpty()) {
            return "status: " + status;
        }
        return line.length() <= MAX_DETAIL_CHARS ? line : line.substring(0, MAX_DETAIL_CHARS) + "…";
    }

    /// The status and the detail, for people.
    @Override
    public String toString() {
        return detail + " [" + status + "]";
    }
}
