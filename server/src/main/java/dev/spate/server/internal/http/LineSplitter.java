package dev.spate.server.internal.http;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/// Cuts a body into lines as it comes. A line ends with LF or CRLF, the last one also with the body; empty lines
/// are left out. What has been offered and not been taken is held, which the caller bounds by not offering more.
///
/// Owner: the connection's event loop.
public final class LineSplitter {
    private static final int MAX_KEPT_ROOM = 65_536;

    private final int maxLineBytes;
    private ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private byte[] input = {};
    private int at;

    /// @param maxLineBytes the most bytes of one line, without its end
    public LineSplitter(int maxLineBytes) {
        this.maxLineBytes = maxLineBytes;
    }

    /// Offers more. Only once [#next()] has returned nothing.
    ///
    /// @param bytes nobody writes to them any more
    public void offer(byte[] bytes) {
        if (at != input.length) {
            throw new IllegalStateException("lines: " + (input.length - at) + " bytes left (expected: none)");
        }
        input = bytes;
        at = 0;
    }

    /// @return the next whole line, or empty if more has to come first
    /// @throws RefusedException if a line is too long; nothing sensible can follow
    public Optional<Line> next() {
        while (at < input.length) {
            int end = indexOfLf();
            if (end < 0) {
                keep(input.length);
                return Optional.empty();
            }
            Line line = lineTo(end);
            if (line.length() > 0) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    /// To be called at the end of the body, after [#next()] has returned nothing.
    ///
    /// @return the last line, if it had no end of its own
    public Optional<Line> last() {
        Line line = taken();
        return line.length() > 0 ? Optional.of(line) : Optional.empty();
    }

    /// @return whether nothing is held
    public boolean isEmpty() {
        return at == input.length && partial.size() == 0;
    }

    /// @return the bytes of the line that has begun
    public int partialBytes() {
        return partial.size();
    }

    private int indexOfLf() {
        for (int index = at; index < input.length; index++) {
            if (input[index] == '\n') {
                return index;
            }
        }
        return -1;
    }

    private void keep(int end) {
        // One more for the CR, which does not count.
        if (partial.size() + (end - at) > maxLineBytes + 1) {
            throw tooLong();
        }
        partial.write(input, at, end - at);
        at = end;
    }

    private Line lineTo(int end) {
        int from = at;
        if (partial.size() == 0) {
            // Most lines lie whole in what was offered, and need no copy.
            at = end + 1;
            return checked(input, from, end);
        }
        keep(end);
        at = end + 1;
        return taken();
    }

    private Line taken() {
        byte[] line = partial.toByteArray();
        if (line.length > MAX_KEPT_ROOM) {
            partial = new ByteArrayOutputStream();
        } else {
            partial.reset();
        }
        return checked(line, 0, line.length);
    }

    private Line checked(byte[] bytes, int from, int end) {
        int to = end > from && bytes[end - 1] == '\r' ? end - 1 : end;
        if (to - from > maxLineBytes) {
            throw tooLong();
        }
        return new Line(bytes, from, to);
    }

    private RefusedException tooLong() {
        return new RefusedException(
                ProblemKind.TOO_LARGE, "line: more than %1$d bytes (expected: at most %1$d)".formatted(maxLineBytes));
    }
}
