package dev.spate.hub;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A place in one log: the epoch in which it was given out, and the offset of an entry.
///
/// Its text, `#<epoch>-<offset>` in base 36, is the `id:` field of the events that the hub sends. Offsets strictly
/// increase along a log, across its epochs too; they need not be contiguous. Epochs are random numbers, ordered
/// only by the log's history of them.
///
/// Thread-safe: immutable.
///
/// @param epoch a random number of up to 62 bits, `>= 0`
/// @param offset `>= 0`; 0 stands before the first entry
public record Position(long epoch, long offset) {
    private static final int RADIX = 36;
    private static final int MAX_DIGITS = 13;
    private static final int MAX_TEXT = 2 * MAX_DIGITS + 2;

    /// @throws IllegalArgumentException if the epoch or the offset is negative
    public Position {
        if (epoch < 0) {
            throw new IllegalArgumentException("epoch: " + epoch + " (expected: >= 0)");
        }
        if (offset < 0) {
            throw new IllegalArgumentException("offset: " + offset + " (expected: >= 0)");
        }
    }

    /// The text that stands in the `id:` field, such as `#7mzk0qo2f-2s`.
    ///
    /// @return the text, at most 27 characters of ASCII
    public String text() {
        // Written once for every event that is sent, so without a text for each number.
        byte[] text = new byte[MAX_TEXT];
        int at = putBefore(text, text.length, offset);
        text[--at] = '-';
        at = putBefore(text, at, epoch);
        text[--at] = '#';
        return new String(text, at, text.length - at, StandardCharsets.ISO_8859_1);
    }

    /// @return where the number begins
    private static int putBefore(byte[] text, int end, long number) {
        int at = end;
        long left = number;
        do {
            int digit = (int) (left % RADIX);
            text[--at] = (byte) (digit < 10 ? '0' + digit : 'a' + digit - 10);
            left /= RADIX;
        } while (left > 0);
        return at;
    }

    /// Reads what [#text()] wrote. A text whose leading `#` was lost on the way is read too: an unescaped `#` ends
    /// a URL.
    ///
    /// @param text any text, also a hostile one
    /// @return the position, or empty if the text is none
    public static Optional<Position> parse(String text) {
        int from = text.startsWith("#") ? 1 : 0;
        int dash = text.indexOf('-', from);
        if (dash < 0) {
            return Optional.empty();
        }
        long epoch = number(text, from, dash);
        long offset = number(text, dash + 1, text.length());
        return epoch < 0 || offset < 0 ? Optional.empty() : Optional.of(new Position(epoch, offset));
    }

    /// Only what [#text()] writes is read: lower case, no sign, no leading zero. Anything else is -1.
    private static long number(String text, int from, int to) {
        int digits = to - from;
        if (digits < 1 || digits > MAX_DIGITS || (digits > 1 && text.charAt(from) == '0')) {
            return -1;
        }
        long value = 0;
        for (int index = from; index < to; index++) {
            int digit = digit(text.charAt(index));
            if (digit < 0 || value > (Long.MAX_VALUE - digit) / RADIX) {
                return -1;
            }
            value = value * RADIX + digit;
        }
        return value;
    }

    private static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        return c >= 'a' && c <= 'z' ? c - 'a' + 10 : -1;
    }

    @Override
    public String toString() {
        return text();
    }
}
