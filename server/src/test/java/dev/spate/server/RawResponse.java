package dev.spate.server;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// A response as it came: nothing in it is forgiven by a client library.
///
/// @param status the status code
/// @param fields the header lines, without their ends
/// @param body the body, unchunked
record RawResponse(int status, List<String> fields, String body) {
    /// The value of the first field of this name, or an empty text.
    String field(String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return fields.stream()
                .filter(field -> field.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(field -> field.substring(prefix.length()).strip())
                .findFirst()
                .orElse("");
    }

    boolean hasField(String name) {
        return fields.stream()
                .anyMatch(field -> field.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"));
    }

    static RawResponse of(List<String> head, byte[] body) {
        int status = Integer.parseInt(head.getFirst().split(" ", 3)[1]);
        return new RawResponse(status, head.subList(1, head.size()), new String(body, StandardCharsets.UTF_8));
    }
}
