package dev.spate.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// The lines of a stream of bytes, each as soon as it is complete. LF and CRLF end a line; so does the end of the
/// stream, if something stands before it. Malformed UTF-8 reads as U+FFFD.
///
/// Owner: the main thread.
final class InputLines {
    private static final int READ_BYTES = 64 << 10;

    private final InputStream in;
    private final int maxBytes;
    private final byte[] read = new byte[READ_BYTES];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long lineBytes;

    /// @param maxBytes the longest line, without its end
    InputLines(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /// Hands every line over, until the stream ends.
    void forEach(Reader reader) throws IOException, InterruptedException {
        for (int count = in.read(read); count >= 0; count = in.read(read)) {
            int from = 0;
            for (int at = 0; at < count; at++) {
                if (read[at] == '\n') {
                    add(from, at);
                    end(reader);
                    from = at + 1;
                }
            }
            add(from, count);
        }
        if (lineBytes > 0) {
            end(reader);
        }
    }

    private void add(int from, int to) {
        lineBytes += to - from;
        // One more than a line may have: the last may be the CR of its end.
        line.write(read, from, Math.min(to - from, maxBytes + 1 - line.size()));
    }

    private void end(Reader reader) throws IOException, InterruptedException {
        byte[] bytes = line.toByteArray();
        boolean hasCr = lineBytes == bytes.length && bytes.length > 0 && bytes[bytes.length - 1] == '\r';
        long contentBytes = lineBytes - (hasCr ? 1 : 0);
        line.reset();
        lineBytes = 0;
        if (contentBytes > maxBytes) {
            reader.onTooLong(contentBytes);
        } else {
            reader.onLine(new String(bytes, 0, (int) contentBytes, StandardCharsets.UTF_8));
        }
    }

    /// Takes the lines.
    interface Reader {
        void onLine(String line) throws IOException, InterruptedException;

        /// A line was too long, and is passed over.
        void onTooLong(long bytes);
    }
}
