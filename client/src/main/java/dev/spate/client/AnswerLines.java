package dev.spate.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// The lines of a streamed body, as they come. A last line without an end is none: the body was cut.
///
/// Owner: the feed's thread.
final class AnswerLines {

    private static final int MAX_LINE_BYTES = 64 << 10;

    private final StreamBody body;
    private final Duration patience;
    private final Deque<String> lines = new ArrayDeque<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    AnswerLines(StreamBody body, Duration patience) {
        this.body = body;
        this.patience = patience;
    }

    /// Waits for the next line.
    ///
    /// @return the line without its end; empty at the end of the body
    /// @throws IOException if the connection broke, nothing came for too long, or a line is too long
    Optional<String> next() throws IOException, InterruptedException {
        while (lines.isEmpty()) {
            Optional<List<ByteBuffer>> piece = body.next(patience);
            if (piece.isEmpty()) {
                return Optional.empty();
            }
            for (ByteBuffer bytes : piece.get()) {
                split(bytes);
            }
        }
        return Optional.of(lines.removeFirst());
    }

    private void split(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            byte b = bytes.get();
            if (b == '\n') {
                lines.addLast(line.toString(StandardCharsets.UTF_8).strip());
                line.reset();
            } else if (line.size() < MAX_LINE_BYTES) {
                line.write(b);
            } else {
                throw new IOException("answer: a line of more than " + MAX_LINE_BYTES + " bytes (expected: less)");
            }
        }
    }
}
