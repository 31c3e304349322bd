package dev.spate.app.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Finds line ends, eight bytes at a time. Thread-safe: stateless.
final class LineEnds {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int WORD_BYTES = 8;
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long LINE_FEEDS = ONES * '\n';
    private static final long CARRIAGE_RETURNS = ONES * '\r';

    private LineEnds() {}

    /// Where the first LF or CR is, or `to`.
    static int next(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - WORD_BYTES; at += WORD_BYTES) {
            long word = (long) WORD.get(bytes, at);
            long found = zeros(word ^ LINE_FEEDS) | zeros(word ^ CARRIAGE_RETURNS);
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (at < to && bytes[at] != '\n' && bytes[at] != '\r') {
            at++;
        }
        return at;
    }

    /// The high bit of the first byte that is zero; those after it may be wrong, which nobody looks at.
    private static long zeros(long word) {
        return (word - ONES) & ~word & HIGH_BITS;
    }
}
