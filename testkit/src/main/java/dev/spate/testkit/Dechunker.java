package dev.spate.testkit;

import java.io.ByteArrayOutputStream;

/// Undoes the chunked transfer coding (RFC 9112 7.1), strictly, as the bytes come.
///
/// Owner: the sink that it belongs to.
final class Dechunker {
    private static final int SIZE = 0;
    private static final int SIZE_END = 1;
    private static final int CONTENT = 2;
    private static final int CONTENT_CR = 3;
    private static final int CONTENT_LF = 4;

    private int state = SIZE;
    private int digits;
    private int chunks;
    private long left;

    /// @return the content of these bytes
    /// @throws AssertionError if they are not chunks, or hold the last one
    byte[] feed(byte[] bytes, int offset, int length) {
        var content = new ByteArrayOutputStream(length);
        int end = offset + length;
        int index = offset;
        while (index < end) {
            if (state == CONTENT) {
                int run = (int) Math.min(left, end - index);
                content.write(bytes, index, run);
                left -= run;
                index += run;
                state = left == 0 ? CONTENT_CR : CONTENT;
            } else {
                frame(bytes[index++]);
            }
        }
        return content.toByteArray();
    }

    /// Whether the bytes so far were just so many whole chunks.
    boolean isAfterChunk(int count) {
        return state == SIZE && digits == 0 && chunks == count;
    }

    private void frame(byte next) {
        switch (state) {
            case SIZE -> size(next);
            case SIZE_END -> {
                require(next == '\n' && left > 0, "LF after a size that is not zero", next);
                state = CONTENT;
            }
            case CONTENT_CR -> {
                require(next == '\r', "CR after the content", next);
                state = CONTENT_LF;
            }
            default -> {
                require(next == '\n', "LF after the content", next);
                state = SIZE;
                chunks++;
                digits = 0;
                left = 0;
            }
        }
    }

    private void size(byte next) {
        int digit = Character.digit(next, 16);
        if (digit >= 0) {
            left = left * 16 + digit;
            digits++;
            require(digits <= 8, "at most 8 digits", next);
        } else {
            require(next == '\r' && digits > 0, "hexadecimal digits, then CR", next);
            state = SIZE_END;
        }
    }

    private static void require(boolean isTrue, String rule, byte next) {
        if (!isTrue) {
            throw new AssertionError("chunk: byte %d (expected: %s)".formatted(next, rule));
        }
    }
}
