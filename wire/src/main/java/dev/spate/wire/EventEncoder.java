package dev.spate.wire;

import java.nio.charset.StandardCharsets;

/// Turns events, comments and reconnection times into the bytes of an event stream.
///
/// ```text
/// event: price-update LF      unless the type is the default
/// retry: 3000 LF              if there is one
/// data: first line LF         one for each line of the data; at least one
/// data: second line LF
/// id: 42 LF                   if there is one
/// LF
/// ```
///
/// The id comes last because some readers take an id as soon as they read its line: cut between an id and the data
/// after it, they would ask for what comes next and never see the event. Lines end in LF alone, and one space
/// stands after every field's colon, so that a value that begins with a space keeps it.
///
/// Owner: the thread that made it, or whoever it is handed to: one at a time. It may be used again without end;
/// after [#reset] only the array that [#toBytes] returns is allocated.
///
/// ```java
/// EventEncoder encoder = new EventEncoder();
/// encoder.retry(3000).comment("hello").event(Event.of("first"));
/// byte[] block = encoder.toBytes();
/// encoder.reset();
/// ```
public final class EventEncoder {

    private static final int INITIAL_BYTES = 512;
    private static final int MAX_RETAINED_BYTES = 1 << 20;

    /// The bytes of the longest event without its texts: names, colons, spaces, line ends, a retry of 19 digits.
    private static final int MAX_FRAME_BYTES = 64;

    private static final byte[] EVENT = ascii("event: ");
    private static final byte[] RETRY = ascii("retry: ");
    private static final byte[] DATA = ascii("data: ");
    private static final byte[] ID = ascii("id: ");
    private static final byte[] COMMENT = ascii(": ");

    private final Utf8Output out;

    /// An empty encoder that grows as it needs to.
    public EventEncoder() {
        this(INITIAL_BYTES);
    }

    private EventEncoder(int initialBytes) {
        this.out = new Utf8Output(initialBytes, MAX_RETAINED_BYTES);
    }

    /// The bytes of one event.
    public static byte[] encode(Event event) {
        long estimate = (long) MAX_FRAME_BYTES
                + event.type().length()
                + event.data().length()
                + event.id().text().length();
        return new EventEncoder((int) Math.min(estimate, MAX_RETAINED_BYTES))
                .event(event)
                .toBytes();
    }

    /// Appends the event.
    ///
    /// @return this
    /// @throws IllegalStateException if the encoder would hold more than an array can, about 2 GiB
    public EventEncoder event(Event event) {
        return event(event, event.id());
    }

    /// Appends the event under another id than its own. Whoever learns an event's id last needs no copy of the
    /// event.
    ///
    /// @return this
    /// @throws IllegalStateException if the encoder would hold more than an array can, about 2 GiB
    public EventEncoder event(Event event, EventId id) {
        if (!event.isDefaultType()) {
            line(EVENT, event.type());
        }
        if (event.hasRetry()) {
            retry(event.retryMillis());
        }
        lines(DATA, event.data());
        if (!id.isNone()) {
            line(ID, id.text());
        }
        out.append('\n');
        return this;
    }

    /// Appends a comment: a line `: text` for each line of the text, and `:` for an empty one. No blank line
    /// follows, since some readers take every blank line for an event.
    ///
    /// @return this
    /// @throws IllegalArgumentException if the text holds a NUL
    /// @throws IllegalStateException if the encoder would hold more than an array can, about 2 GiB
    public EventEncoder comment(String text) {
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            throw new IllegalArgumentException("comment: NUL at index " + nul + " (expected: none)");
        }
        if (text.isEmpty()) {
            out.append(':');
            out.append('\n');
        } else {
            lines(COMMENT, text);
        }
        return this;
    }

    /// Appends a reconnection time by itself. Readers take it with its line: no blank line follows.
    ///
    /// @param millis milliseconds, 0 or more
    /// @return this
    /// @throws IllegalArgumentException if `millis` is negative
    /// @throws IllegalStateException if the encoder would hold more than an array can, about 2 GiB
    public EventEncoder retry(long millis) {
        if (millis < 0) {
            throw new IllegalArgumentException("retryMillis: " + millis + " (expected: >= 0)");
        }
        out.append(RETRY);
        digits(millis);
        out.append('\n');
        return this;
    }

    /// How many bytes have been appended since the last [#reset].
    public int size() {
        return out.size();
    }

    /// A copy of the bytes appended since the last [#reset].
    public byte[] toBytes() {
        return out.copy();
    }

    /// Copies the bytes appended since the last [#reset] into an array of the caller.
    ///
    /// @return the index after the last byte written: `offset` + [#size]
    /// @throws IndexOutOfBoundsException if they do not fit
    public int copyTo(byte[] target, int offset) {
        out.copyTo(target, offset);
        return offset + out.size();
    }

    /// Forgets the bytes. Room for up to 1 MiB is kept for what comes next.
    public void reset() {
        out.clear();
    }

    /// One prefixed line for each line of the text, which ends at CRLF, CR or LF. Each kind is searched for only
    /// once it has been passed, so that a text without CR is not searched for one again at every LF.
    private void lines(byte[] prefix, String text) {
        int cr = indexOrEnd(text, '\r', 0);
        int lf = indexOrEnd(text, '\n', 0);
        int from = 0;
        while (true) {
            int end = Math.min(cr, lf);
            out.append(prefix);
            out.append(text, from, end);
            out.append('\n');
            if (end == text.length()) {
                return;
            }
            from = cr + 1 == lf ? lf + 1 : end + 1;
            if (cr < from) {
                cr = indexOrEnd(text, '\r', from);
            }
            if (lf < from) {
                lf = indexOrEnd(text, '\n', from);
            }
        }
    }

    private static int indexOrEnd(String text, char c, int from) {
        int index = text.indexOf(c, from);
        return index < 0 ? text.length() : index;
    }

    private void line(byte[] prefix, String text) {
        out.append(prefix);
        out.append(text, 0, text.length());
        out.append('\n');
    }

    private void digits(long value) {
        if (value >= 10) {
            digits(value / 10);
        }
        out.append((char) ('0' + value % 10));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
