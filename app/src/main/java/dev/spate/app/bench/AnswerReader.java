package dev.spate.app.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// Reads the answers of one HTTP/1.1 connection out of bytes that come in pieces; bodies are handed on in place.
///
/// Owner: the thread of the connection.
final class AnswerReader {
    /// Of a head, and of what stands between the chunks of a body.
    static final int MAX_HEAD_BYTES = 32 << 10;

    /// Of a line of a head that two pieces share, more is not kept: what is looked for is short.
    static final int MAX_KEPT_BYTES = 256;

    private static final byte[] NOTHING = {};
    private static final int HTTP_OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int MAX_SIZE_DIGITS = 15;

    private final Listener listener;
    private State state = State.STATUS;
    private byte[] kept = NOTHING;
    private int keptLength;
    private int headBytes;
    private int status;
    private long remaining;
    private int sizeDigits;
    private boolean hasLength;
    private boolean isChunked;
    private boolean isLast;

    private enum State {
        STATUS,
        FIELDS,
        FIXED,
        CHUNK_SIZE,
        CHUNK_REST_OF_LINE,
        CHUNK,
        CHUNK_END,
        TRAILER,
        UNTIL_CLOSE
    }

    /// Who is told of answers.
    interface Listener {
        void onHead(int status) throws IOException;

        void onBody(byte[] bytes, int from, int to) throws IOException;

        /// The answer is complete.
        void onEnd() throws IOException;
    }

    AnswerReader(Listener listener) {
        this.listener = listener;
    }

    /// Whether the server has said that it closes the connection after this answer.
    boolean isLast() {
        return isLast;
    }

    /// @throws IOException if this is no answer
    void read(byte[] bytes, int from, int to) throws IOException {
        int at = from;
        while (at < to) {
            at = switch (state) {
                case CHUNK -> chunk(bytes, at, to);
                case CHUNK_SIZE -> chunkSize(bytes, at, to);
                case CHUNK_END -> chunkEnd(bytes, at);
                case CHUNK_REST_OF_LINE -> restOfLine(bytes, at, to);
                case FIXED -> fixed(bytes, at, to);
                case UNTIL_CLOSE -> untilClose(bytes, at, to);
                case STATUS, FIELDS, TRAILER -> lines(bytes, at, to);
            };
        }
    }

    private int chunk(byte[] bytes, int at, int to) throws IOException {
        int end = (int) Math.min(to, at + remaining);
        remaining -= end - at;
        if (remaining == 0) {
            state = State.CHUNK_END;
        }
        listener.onBody(bytes, at, end);
        return end;
    }

    private int chunkEnd(byte[] bytes, int at) throws IOException {
        if (bytes[at] == '\n') {
            expectSize();
        } else if (bytes[at] != '\r') {
            throw malformed("end of a chunk", bytes, at, at + 1);
        }
        return at + 1;
    }

    private void expectSize() {
        state = State.CHUNK_SIZE;
        remaining = 0;
        sizeDigits = 0;
        headBytes = 0;
    }

    private int chunkSize(byte[] bytes, int from, int to) throws IOException {
        int at = from;
        while (at < to) {
            int digit = Character.digit(bytes[at], 16);
            if (digit < 0) {
                if (sizeDigits == 0) {
                    throw malformed("size of a chunk", bytes, at, to);
                }
                state = State.CHUNK_REST_OF_LINE;
                return at;
            }
            sizeDigits++;
            if (sizeDigits > MAX_SIZE_DIGITS) {
                throw malformed("size of a chunk", bytes, from, to);
            }
            remaining = remaining << 4 | digit;
            at++;
        }
        return at;
    }

    private int restOfLine(byte[] bytes, int from, int to) throws IOException {
        int at = from;
        while (at < to && bytes[at] != '\n') {
            at++;
        }
        count(at - from);
        if (at == to) {
            return to;
        }
        state = remaining > 0 ? State.CHUNK : State.TRAILER;
        return at + 1;
    }

    private int fixed(byte[] bytes, int at, int to) throws IOException {
        int end = (int) Math.min(to, at + remaining);
        remaining -= end - at;
        listener.onBody(bytes, at, end);
        if (remaining == 0) {
            end();
        }
        return end;
    }

    private int untilClose(byte[] bytes, int at, int to) throws IOException {
        listener.onBody(bytes, at, to);
        return to;
    }

    private int lines(byte[] bytes, int from, int to) throws IOException {
        int end = from;
        while (end < to && bytes[end] != '\n') {
            end++;
        }
        count(end - from + 1);
        if (end == to || keptLength > 0) {
            keep(bytes, from, end);
        }
        if (end == to) {
            return to;
        }
        if (keptLength > 0) {
            int length = keptLength;
            keptLength = 0;
            line(kept, 0, length);
        } else {
            line(bytes, from, end);
        }
        return end + 1;
    }

    private void keep(byte[] bytes, int from, int to) {
        int length = Math.min(to - from, MAX_KEPT_BYTES - keptLength);
        if (length > 0 && kept.length == 0) {
            kept = new byte[MAX_KEPT_BYTES];
        }
        System.arraycopy(bytes, from, kept, keptLength, length);
        keptLength += length;
    }

    private void line(byte[] bytes, int from, int end) throws IOException {
        int to = end > from && bytes[end - 1] == '\r' ? end - 1 : end;
        switch (state) {
            case STATUS -> statusLine(bytes, from, to);
            case FIELDS -> {
                if (from == to) {
                    endHead();
                } else {
                    field(bytes, from, to);
                }
            }
            case TRAILER -> {
                if (from == to) {
                    end();
                }
            }
            case FIXED, CHUNK_SIZE, CHUNK_REST_OF_LINE, CHUNK, CHUNK_END, UNTIL_CLOSE ->
                throw new IllegalStateException(state + " (expected: lines)");
        }
    }

    private void statusLine(byte[] bytes, int from, int to) throws IOException {
        // RFC 9112 2.2: an empty line before a message is let pass.
        if (from == to) {
            return;
        }
        String text = new String(bytes, from, Math.min(to - from, 12), StandardCharsets.ISO_8859_1);
        if (!text.matches("HTTP/1\\.[01] [1-9][0-9]{2}")) {
            throw malformed("answer", bytes, from, to);
        }
        status = Integer.parseInt(text.substring(9));
        isLast = text.startsWith("HTTP/1.0");
        hasLength = false;
        isChunked = false;
        remaining = 0;
        state = State.FIELDS;
    }

    private void field(byte[] bytes, int from, int to) throws IOException {
        // Only three of them matter, and names that begin otherwise are most.
        byte first = bytes[from];
        if (first != 'C' && first != 'c' && first != 'T' && first != 't') {
            return;
        }
        String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw malformed("field", bytes, from, to);
        }
        String value = text.substring(colon + 1).strip();
        switch (text.substring(0, colon)) {
            case "content-length" -> {
                if (!value.matches("[0-9]{1,15}")) {
                    throw malformed("field", bytes, from, to);
                }
                hasLength = true;
                remaining = Long.parseLong(value);
            }
            case "transfer-encoding" -> isChunked = value.endsWith("chunked");
            case "connection" -> isLast |= value.contains("close");
            default -> {}
        }
    }

    private void endHead() throws IOException {
        if (status < HTTP_OK) {
            state = State.STATUS;
            return;
        }
        boolean isEmpty = status == NO_CONTENT || status == NOT_MODIFIED || (!isChunked && hasLength && remaining == 0);
        if (isChunked) {
            expectSize();
        } else {
            state = hasLength ? State.FIXED : State.UNTIL_CLOSE;
            isLast |= !hasLength && !isEmpty;
        }
        headBytes = 0;
        listener.onHead(status);
        if (isEmpty) {
            end();
        }
    }

    private void end() throws IOException {
        state = State.STATUS;
        headBytes = 0;
        listener.onEnd();
    }

    private void count(int bytes) throws IOException {
        headBytes += bytes;
        if (headBytes > MAX_HEAD_BYTES) {
            throw new IOException("head: more than " + MAX_HEAD_BYTES + " bytes (expected: fewer)");
        }
    }

    private static IOException malformed(String what, byte[] bytes, int from, int to) {
        var begin = new String(Arrays.copyOfRange(bytes, from, Math.min(to, from + 40)), StandardCharsets.ISO_8859_1);
        return new IOException(what + ": " + begin.strip() + " (expected: HTTP/1.1)");
    }
}
