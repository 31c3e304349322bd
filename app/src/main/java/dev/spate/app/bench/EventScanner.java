package dev.spate.app.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads one event stream out of bytes that come in pieces, in place. Of an event it takes what the bench needs: the
/// stamp in the first line of the data, whether the type is a signal, and the id if it has to come back with it.
///
/// Owner: the reader's thread. Nothing is allocated for an event, but for the first line that two pieces share.
final class EventScanner {
    /// Of a line that two pieces share, more is not kept: the stamp stands at its beginning.
    static final int MAX_KEPT_BYTES = 1024;

    /// A longer id is not kept: no server gives one.
    static final int MAX_ID_BYTES = 512;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int DATA = 0x6461_7461;
    private static final int DATA_LENGTH = 4;
    private static final byte[] ID = ascii("id");
    private static final byte[] EVENT = ascii("event");
    private static final byte[] SIGNAL = ascii("spate.");
    private static final byte[] GAP = ascii("spate.gap");
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final byte[] NOTHING = {};

    private final Stamp stamp;
    private final Ids ids;
    private final Sink sink;

    private byte[] kept = NOTHING;
    private int keptLength;
    private boolean isAfterReturn;
    private boolean isFirstLine = true;

    private boolean hasData;
    private boolean hasStamp;
    private boolean isSignal;
    private boolean isGap;
    private long mark;
    private long intendedNanos;

    private byte[] nextId = NOTHING;
    private int nextIdLength = -1;
    private byte[] lastId = NOTHING;
    private int lastIdLength;

    /// Whether last ids are needed.
    enum Ids {
        KEPT,
        IGNORED
    }

    /// Who is told of events.
    interface Sink {
        /// An event of this run.
        void onEvent(long mark, long intendedNanos);

        /// The server says that something is missing.
        void onGap();
    }

    EventScanner(Stamp stamp, Ids ids, Sink sink) {
        this.stamp = stamp;
        this.ids = ids;
        this.sink = sink;
    }

    /// The last id of the stream, empty if there was none.
    String lastId() {
        return new String(lastId, 0, lastIdLength, StandardCharsets.UTF_8);
    }

    /// A new stream begins; the last id stays.
    void restart() {
        keptLength = 0;
        isAfterReturn = false;
        isFirstLine = true;
        nextIdLength = -1;
        forgetEvent();
    }

    void scan(byte[] bytes, int from, int to) {
        int at = from;
        if (isAfterReturn && at < to) {
            isAfterReturn = false;
            at += bytes[at] == '\n' ? 1 : 0;
        }
        if (keptLength > 0 && at < to) {
            at = endKeptLine(bytes, at, to);
        }
        while (at < to) {
            int end = LineEnds.next(bytes, at, to);
            if (end == to) {
                keep(bytes, at, to);
                return;
            }
            line(bytes, at, end);
            at = afterEnd(bytes, end, to);
        }
    }

    private int endKeptLine(byte[] bytes, int from, int to) {
        int end = LineEnds.next(bytes, from, to);
        keep(bytes, from, end);
        if (end == to) {
            return to;
        }
        int length = keptLength;
        keptLength = 0;
        line(kept, 0, length);
        return afterEnd(bytes, end, to);
    }

    private void keep(byte[] bytes, int from, int to) {
        int length = Math.min(to - from, MAX_KEPT_BYTES - keptLength);
        if (keptLength + length > kept.length) {
            kept = Arrays.copyOf(kept, Math.min(MAX_KEPT_BYTES, Integer.highestOneBit(keptLength + length) * 2));
        }
        System.arraycopy(bytes, from, kept, keptLength, length);
        keptLength += length;
    }

    private int afterEnd(byte[] bytes, int end, int to) {
        if (bytes[end] == '\n') {
            return end + 1;
        }
        if (end + 1 == to) {
            isAfterReturn = true;
            return to;
        }
        return bytes[end + 1] == '\n' ? end + 2 : end + 1;
    }

    private void line(byte[] bytes, int from, int to) {
        int begin = from;
        if (isFirstLine) {
            isFirstLine = false;
            begin += startsWith(bytes, from, to, BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
        }
        if (begin == to) {
            dispatch();
            return;
        }
        switch (bytes[begin]) {
            case 'd' -> data(bytes, begin, to);
            case 'e' -> type(bytes, begin, to);
            case 'i' -> id(bytes, begin, to);
            default -> {}
        }
    }

    private void data(byte[] bytes, int from, int to) {
        if (hasData || to - from < DATA_LENGTH || (int) INT.get(bytes, from) != DATA) {
            return;
        }
        int value = value(bytes, from + DATA_LENGTH, to);
        if (value < 0) {
            return;
        }
        hasData = true;
        int at = stamp.find(bytes, value, to);
        if (at >= 0) {
            hasStamp = true;
            mark = Stamp.mark(bytes, at);
            intendedNanos = Stamp.intendedNanos(bytes, at);
        }
    }

    private void type(byte[] bytes, int from, int to) {
        if (!startsWith(bytes, from, to, EVENT)) {
            return;
        }
        int value = value(bytes, from + EVENT.length, to);
        if (value >= 0) {
            isSignal = startsWith(bytes, value, to, SIGNAL);
            isGap = to - value == GAP.length && startsWith(bytes, value, to, GAP);
        }
    }

    private void id(byte[] bytes, int from, int to) {
        if (ids == Ids.IGNORED || !startsWith(bytes, from, to, ID)) {
            return;
        }
        int value = value(bytes, from + ID.length, to);
        if (value < 0 || to - value > MAX_ID_BYTES) {
            return;
        }
        int length = to - value;
        if (length > nextId.length) {
            nextId = new byte[Math.max(length, 2 * nextId.length)];
        }
        System.arraycopy(bytes, value, nextId, 0, length);
        nextIdLength = length;
    }

    /// Where the value of a field begins whose name ends here: `to` if it has none, -1 if the name goes on.
    private static int value(byte[] bytes, int nameEnd, int to) {
        if (nameEnd == to) {
            return to;
        }
        if (bytes[nameEnd] != ':') {
            return -1;
        }
        return nameEnd + 1 < to && bytes[nameEnd + 1] == ' ' ? nameEnd + 2 : nameEnd + 1;
    }

    private void dispatch() {
        if (nextIdLength >= 0) {
            takeId();
        }
        if (isGap) {
            sink.onGap();
        } else if (hasStamp && !isSignal) {
            sink.onEvent(mark, intendedNanos);
        }
        forgetEvent();
    }

    private void takeId() {
        byte[] free = lastId;
        lastId = nextId;
        lastIdLength = nextIdLength;
        nextId = free;
        nextIdLength = -1;
    }

    private void forgetEvent() {
        hasData = false;
        hasStamp = false;
        isSignal = false;
        isGap = false;
    }

    private static boolean startsWith(byte[] bytes, int from, int to, byte[] text) {
        return to - from >= text.length && Arrays.equals(bytes, from, from + text.length, text, 0, text.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
