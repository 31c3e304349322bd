package dev.spate.app.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The mark that the data of every published event begins with: by it a subscriber knows what it got and how late.
///
/// ```text
/// run (8) | publisher (4) | number (12) | intended time (16)
/// ```
///
/// Each character is four bits, from `a` to `p`: of a fixed width, and with nothing in it that a URL or JSON escapes.
/// Publisher and number together are the _mark_, a `long`. Thread-safe: immutable.
final class Stamp {
    static final int BYTES = 40;

    /// Publishers have 16 bits of the mark, one of which is the sign.
    static final int MAX_PUBLISHERS = 1 << 15;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int WORD_BYTES = 8;
    private static final int NUMBER_BITS = 48;
    private static final long NUMBER_MASK = (1L << NUMBER_BITS) - 1;
    private static final long LETTERS = 0x6161_6161_6161_6161L;
    private static final long NOT_NIBBLES = 0xf0f0_f0f0_f0f0_f0f0L;

    private final long run;

    /// @param run tells this run's events from those of others; the lower 32 bits count
    Stamp(long run) {
        this.run = spread(run & 0xffff_ffffL);
    }

    /// The run as it stands in the data.
    String text() {
        var bytes = new byte[WORD_BYTES];
        WORD.set(bytes, 0, run);
        return new String(bytes, java.nio.charset.StandardCharsets.US_ASCII);
    }

    static long mark(int publisher, long number) {
        return (long) publisher << NUMBER_BITS | number;
    }

    static int publisher(long mark) {
        return (int) (mark >>> NUMBER_BITS);
    }

    static long number(long mark) {
        return mark & NUMBER_MASK;
    }

    void write(byte[] to, int at, long mark, long intendedNanos) {
        WORD.set(to, at, run);
        WORD.set(to, at + WORD_BYTES, spread(mark >>> 32));
        WORD.set(to, at + 2 * WORD_BYTES, spread(mark & 0xffff_ffffL));
        WORD.set(to, at + 3 * WORD_BYTES, spread(intendedNanos >>> 32));
        WORD.set(to, at + 4 * WORD_BYTES, spread(intendedNanos & 0xffff_ffffL));
    }

    /// Where a stamp of this run begins: at the beginning unless the server wraps the data in something, else -1.
    int find(byte[] bytes, int from, int to) {
        if (isAt(bytes, from, to)) {
            return from;
        }
        for (int at = from + 1; at <= to - BYTES; at++) {
            if (isAt(bytes, at, to)) {
                return at;
            }
        }
        return -1;
    }

    private boolean isAt(byte[] bytes, int at, int to) {
        return to - at >= BYTES && (long) WORD.get(bytes, at) == run && isStamp(bytes, at);
    }

    private static boolean isStamp(byte[] bytes, int at) {
        long bits = letters(bytes, at + WORD_BYTES)
                | letters(bytes, at + 2 * WORD_BYTES)
                | letters(bytes, at + 3 * WORD_BYTES)
                | letters(bytes, at + 4 * WORD_BYTES);
        return (bits & NOT_NIBBLES) == 0;
    }

    static long mark(byte[] bytes, int at) {
        return gather(bytes, at + WORD_BYTES);
    }

    static long intendedNanos(byte[] bytes, int at) {
        return gather(bytes, at + 3 * WORD_BYTES);
    }

    private static long gather(byte[] bytes, int at) {
        return gather(letters(bytes, at)) << 32 | gather(letters(bytes, at + WORD_BYTES));
    }

    private static long letters(byte[] bytes, int at) {
        return (long) WORD.get(bytes, at) - LETTERS;
    }

    /// From eight nibbles in a byte each to 32 bits, all of them at once.
    private static long gather(long nibbles) {
        long x = nibbles;
        x = (x | x >>> 4) & 0x00ff_00ff_00ff_00ffL;
        x = (x | x >>> 8) & 0x0000_ffff_0000_ffffL;
        return (x | x >>> 16) & 0xffff_ffffL;
    }

    private static long spread(long bits) {
        long x = bits;
        x = (x | x << 16) & 0x0000_ffff_0000_ffffL;
        x = (x | x << 8) & 0x00ff_00ff_00ff_00ffL;
        x = (x | x << 4) & 0x0f0f_0f0f_0f0f_0f0fL;
        return x + LETTERS;
    }
}
