package dev.spate.server.internal.http;

import java.io.ByteArrayOutputStream;

/// The content codings of request bodies (RFC 9110 §8.4.1). Thread-safe: immutable.
public enum ContentCoding {
    IDENTITY,
    GZIP;

    private static final int ROOM = 8_192;

    /// @param fields the head's fields
    /// @return the coding they announce
    /// @throws RefusedException with 415 if it is another one, or more than one
    public static ContentCoding of(HeaderFields fields) {
        var codings = fields.members("Content-Encoding");
        if (codings.isEmpty() || (codings.size() == 1 && codings.getFirst().equalsIgnoreCase("identity"))) {
            return IDENTITY;
        }
        if (codings.size() == 1
                && (codings.getFirst().equalsIgnoreCase("gzip")
                        || codings.getFirst().equalsIgnoreCase("x-gzip"))) {
            return GZIP;
        }
        throw new RefusedException(Problem.of(
                        ProblemKind.UNSUPPORTED_MEDIA_TYPE,
                        "Content-Encoding: " + Quoted.text(String.join(", ", codings)) + " (expected: gzip or none)")
                .with("Accept-Encoding", "gzip"));
    }

    /// Undoes this coding of a whole body.
    ///
    /// @param body as it came
    /// @param maxBytes the most bytes it may have in the end
    /// @return the content
    /// @throws RefusedException if it is not what it is said to be, ends too early or is too large
    public byte[] decode(byte[] body, int maxBytes) {
        return switch (this) {
            case IDENTITY -> body;
            case GZIP -> inflate(body, maxBytes);
        };
    }

    private static byte[] inflate(byte[] body, int maxBytes) {
        var content = new ByteArrayOutputStream(Math.min(maxBytes, 4 * body.length));
        byte[] room = new byte[ROOM];
        try (var gzip = new GzipInput()) {
            gzip.offer(body);
            for (int count = gzip.inflate(room); count > 0; count = gzip.inflate(room)) {
                if (count > maxBytes - content.size()) {
                    throw tooLarge(maxBytes);
                }
                content.write(room, 0, count);
            }
            if (!gzip.isComplete()) {
                throw GzipInput.broken("its end is missing");
            }
        }
        return content.toByteArray();
    }

    /// @param maxBytes the limit
    /// @return that a body is larger
    public static RefusedException tooLarge(int maxBytes) {
        return new RefusedException(
                ProblemKind.TOO_LARGE, "body: more than %1$d bytes (expected: at most %1$d)".formatted(maxBytes));
    }
}
