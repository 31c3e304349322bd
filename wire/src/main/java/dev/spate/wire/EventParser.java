package dev.spate.wire;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/// Reads an event stream (WHATWG HTML 9.2.5 and 9.2.6) from its bytes, as they come.
///
/// The bytes may be cut anywhere, also inside a character or between CR and LF. An event is handed over with the
/// byte that completes it: a CR ends its line at once, and an LF after it is swallowed whenever it comes. No bytes
/// are an error: malformed UTF-8 reads as U+FFFD, and lines that mean nothing are passed over. Only the [Limits]
/// bound what is accepted.
///
/// Life cycle: one parser for one reader of one URL. [#feed] what arrives; when the connection ends, throw away
/// nothing but the connection, and call [#reconnected] before the first bytes of the next one. The last event id
/// goes on from one connection to the next, as it does in browsers: an event without an id carries the last id
/// there was.
///
/// Owner: one thread at a time. The receiver is called on the thread that feeds, before `feed` returns; it must not
/// call back into `feed` or `reconnected`.
///
/// ```java
/// EventParser parser = new EventParser(event -> System.out.println(event.data()));
/// while (channel.read(buffer.clear()) >= 0) {
///     parser.feed(buffer.flip());
/// }
/// String resumeAfter = parser.lastEventId();
/// ```
public final class EventParser {

    private static final int INITIAL_BYTES = 256;
    private static final int MAX_RETAINED_BYTES = 64 << 10;
    private static final int CHUNK_BYTES = 8 << 10;
    private static final long MAX_BEFORE_DIGIT = (Long.MAX_VALUE - 9) / 10;

    private static final byte[] DATA = ascii("data");
    private static final byte[] ID = ascii("id");
    private static final byte[] EVENT = ascii("event");
    private static final byte[] RETRY = ascii("retry");
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Receiver receiver;
    private final Limits limits;

    /// The part of the present line that earlier bytes brought.
    private final ByteArray line = new ByteArray(INITIAL_BYTES, MAX_RETAINED_BYTES);

    /// The data lines of the present event, an LF after each: empty if there was none.
    private final ByteArray data = new ByteArray(INITIAL_BYTES, MAX_RETAINED_BYTES);

    private String type = "";
    private String idBuffer;
    private String lastEventId;
    private boolean isFirstLine = true;
    private boolean isAfterCr;
    private State state = State.READY;

    private enum State {
        READY,
        FEEDING,
        FAILED
    }

    /// A parser with the [usual limits][Limits#USUAL] and without a last event id.
    public EventParser(Receiver receiver) {
        this(receiver, Limits.USUAL);
    }

    /// A parser without a last event id.
    public EventParser(Receiver receiver, Limits limits) {
        this(receiver, limits, EventId.NONE);
    }

    /// A parser that goes on after an id: what the first connection was asked to resume from. It is the last event
    /// id until the stream brings another.
    public EventParser(Receiver receiver, Limits limits, EventId resumeAfter) {
        this.receiver = requireNonNull(receiver, "receiver");
        this.limits = requireNonNull(limits, "limits");
        this.idBuffer = resumeAfter.text();
        this.lastEventId = resumeAfter.text();
    }

    /// Reads all remaining bytes of the buffer, and moves its position to its limit.
    ///
    /// @throws EventStreamException  if a limit is exceeded; everything before was handed over
    /// @throws IllegalStateException if an earlier call failed and [#reconnected] was not called since, or if it is
    ///     called by the receiver
    public void feed(ByteBuffer bytes) throws EventStreamException {
        if (bytes.hasArray()) {
            int offset = bytes.arrayOffset() + bytes.position();
            int length = bytes.remaining();
            bytes.position(bytes.limit());
            feed(bytes.array(), offset, length);
            return;
        }
        byte[] chunk = new byte[Math.min(bytes.remaining(), CHUNK_BYTES)];
        while (bytes.hasRemaining()) {
            int length = Math.min(bytes.remaining(), chunk.length);
            bytes.get(chunk, 0, length);
            feed(chunk, 0, length);
        }
    }

    /// Reads `length` bytes of the array from `offset` on.
    ///
    /// An exception of the receiver comes out of this method unchanged, and what follows the event it was thrown
    /// for is lost: as after a limit, only [#reconnected] leads on.
    ///
    /// @throws EventStreamException  if a limit is exceeded; everything before was handed over
    /// @throws IllegalStateException if an earlier call failed and [#reconnected] was not called since, or if it is
    ///     called by the receiver
    public void feed(byte[] bytes, int offset, int length) throws EventStreamException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (state != State.READY) {
            throw new IllegalStateException("feed: parser is " + state + " (expected: READY)");
        }
        state = State.FEEDING;
        try {
            lines(bytes, offset, offset + length);
            state = State.READY;
        } finally {
            if (state == State.FEEDING) {
                state = State.FAILED;
            }
        }
    }

    /// Begins a new connection: what is incomplete is dropped, its id included, and a byte order mark is expected
    /// again. The last event id stays.
    ///
    /// @throws IllegalStateException if it is called by the receiver
    public void reconnected() {
        if (state == State.FEEDING) {
            throw new IllegalStateException("reconnected: parser is FEEDING (expected: READY or FAILED)");
        }
        line.clear();
        data.clear();
        type = "";
        idBuffer = lastEventId;
        isFirstLine = true;
        isAfterCr = false;
        state = State.READY;
    }

    /// The id to resume after: of the last complete block that had one; empty if there was none.
    ///
    /// A server may have sent control characters in it, with which a request cannot be made: a header is to be
    /// written only if [EventId#isValid] says so, and else the next connection begins without one.
    public String lastEventId() {
        return lastEventId;
    }

    private void lines(byte[] bytes, int offset, int end) throws EventStreamException {
        int from = offset;
        if (isAfterCr && from < end) {
            isAfterCr = false;
            from += bytes[from] == '\n' ? 1 : 0;
        }
        for (int at = from; at < end; at++) {
            byte b = bytes[at];
            if (b != '\n' && b != '\r') {
                continue;
            }
            endOfLine(bytes, from, at);
            if (b == '\r') {
                isAfterCr = at + 1 == end;
                at += !isAfterCr && bytes[at + 1] == '\n' ? 1 : 0;
            }
            from = at + 1;
        }
        startOfLine(bytes, from, end);
    }

    private void startOfLine(byte[] bytes, int from, int to) throws EventStreamException {
        checkLine((long) line.size() + to - from);
        line.append(bytes, from, to - from);
    }

    private void endOfLine(byte[] bytes, int from, int to) throws EventStreamException {
        if (line.size() == 0) {
            checkLine(to - from);
            line(bytes, from, to);
            return;
        }
        startOfLine(bytes, from, to);
        line(line.array(), 0, line.size());
        line.clear();
    }

    private void checkLine(long lineBytes) throws EventStreamException {
        if (lineBytes > limits.maxLineBytes()) {
            throw new EventStreamException(
                    "line: " + lineBytes + " bytes or more (expected: <= " + limits.maxLineBytes() + ")");
        }
    }

    /// A whole line without its end. Its bytes can be decoded by themselves: no CR or LF is ever part of a
    /// character.
    private void line(byte[] bytes, int start, int to) throws EventStreamException {
        int from = start;
        if (isFirstLine) {
            isFirstLine = false;
            from += startsWithMark(bytes, from, to) ? BYTE_ORDER_MARK.length : 0;
        }
        if (from == to) {
            dispatch();
        } else if (bytes[from] == ':') {
            receiver.onComment(Utf8.decode(bytes, skipSpace(bytes, from + 1, to), to));
        } else {
            field(bytes, from, to);
        }
    }

    private static boolean startsWithMark(byte[] bytes, int from, int to) {
        int end = Math.min(from + BYTE_ORDER_MARK.length, to);
        return Arrays.equals(BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length, bytes, from, end);
    }

    // WHATWG HTML 9.2.6: one space after the colon is no part of the value; a line without a colon has an empty value.
    private void field(byte[] bytes, int from, int to) throws EventStreamException {
        int colon = from;
        while (colon < to && bytes[colon] != ':') {
            colon++;
        }
        int value = colon == to ? to : skipSpace(bytes, colon + 1, to);
        if (isName(DATA, bytes, from, colon)) {
            appendData(bytes, value, to);
        } else if (isName(ID, bytes, from, colon)) {
            bufferId(bytes, value, to);
        } else if (isName(EVENT, bytes, from, colon)) {
            type = Utf8.decode(bytes, value, to);
        } else if (isName(RETRY, bytes, from, colon)) {
            retry(bytes, value, to);
        }
    }

    private static int skipSpace(byte[] bytes, int from, int to) {
        return from < to && bytes[from] == ' ' ? from + 1 : from;
    }

    private static boolean isName(byte[] name, byte[] bytes, int from, int to) {
        return Arrays.equals(name, 0, name.length, bytes, from, to);
    }

    private void appendData(byte[] bytes, int from, int to) throws EventStreamException {
        long eventBytes = (long) data.size() + to - from;
        if (eventBytes > limits.maxEventBytes()) {
            throw new EventStreamException(
                    "event: " + eventBytes + " bytes of data or more (expected: <= " + limits.maxEventBytes() + ")");
        }
        data.append(bytes, from, to - from);
        data.append((byte) '\n');
    }

    // WHATWG HTML 9.2.6: an id that contains NUL is ignored, and the one before it stays.
    private void bufferId(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == 0) {
                return;
            }
        }
        idBuffer = Utf8.decode(bytes, from, to);
    }

    // WHATWG HTML 9.2.6: only ASCII digits, read in base ten; it takes effect with its line.
    private void retry(byte[] bytes, int from, int to) {
        long millis = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return;
            }
            millis = millis > MAX_BEFORE_DIGIT ? Long.MAX_VALUE : millis * 10 + digit;
        }
        if (from < to) {
            receiver.onRetry(Math.min(millis, limits.maxRetryMillis()));
        }
    }

    // WHATWG HTML 9.2.6: the id is committed first, also by a block without data; the id buffer is never emptied.
    private void dispatch() {
        boolean isNewId = !idBuffer.equals(lastEventId);
        lastEventId = idBuffer;
        String eventType = type.isEmpty() ? Event.DEFAULT_TYPE : type;
        type = "";
        if (data.size() > 0) {
            String text = Utf8.decode(data.array(), 0, data.size() - 1);
            data.clear();
            receiver.onEvent(new ReceivedEvent(lastEventId, eventType, text));
        } else if (isNewId) {
            receiver.onLastEventId(lastEventId);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// Takes what the parser finds, in the order of the stream.
    @FunctionalInterface
    public interface Receiver {

        /// An event.
        void onEvent(ReceivedEvent event);

        /// A comment, without its colon and without one space after it. The standard ignores comments.
        default void onComment(String text) {}

        /// The stream sets the reconnection time, in milliseconds: 0 or more, and no more than
        /// [Limits#maxRetryMillis].
        default void onRetry(long millis) {}

        /// A block without data has changed the last event id. An event brings its own.
        default void onLastEventId(String lastEventId) {}
    }

    /// What a parser accepts. Who exceeds a size gets an [EventStreamException].
    ///
    /// @param maxLineBytes   the longest line, without its end; every kind of line counts
    /// @param maxEventBytes  the longest data of an event, with one byte for each line end in it
    /// @param maxRetryMillis a longer reconnection time is taken for this one
    public record Limits(int maxLineBytes, int maxEventBytes, long maxRetryMillis) {

        /// Lines of 8 MiB, events of 16 MiB, a reconnection time of one day.
        public static final Limits USUAL = new Limits(8 << 20, 16 << 20, 86_400_000);

        /// @throws IllegalArgumentException if a size is less than 1, or the time is negative
        public Limits {
            requireAtLeast("maxLineBytes", maxLineBytes, 1);
            requireAtLeast("maxEventBytes", maxEventBytes, 1);
            requireAtLeast("maxRetryMillis", maxRetryMillis, 0);
        }

        private static void requireAtLeast(String name, long value, long minimum) {
            if (value < minimum) {
                throw new IllegalArgumentException(name + ": " + value + " (expected: >= " + minimum + ")");
            }
        }
    }
}
