package dev.spate.server.internal.http;

/// Watches the bytes of a request's head before they are parsed, and refuses what parsers disagree about: bare CR
/// and LF, folded lines, control characters, white space around a field's name, stray spaces in the request line;
/// and a head that is too long or has too many fields.
///
/// ```
/// START ──▶ LINE ──CR─▶ LINE_CR ──LF─▶ FIELD ──▶ NAME ──:─▶ VALUE ──CR─▶ VALUE_CR ──LF─▶ FIELD
///  ▲  │                                  └──CR─▶ END_CR ──LF─▶ COMPLETE
///  └──┴ empty lines before a request (RFC 9112 §2.2)
/// ```
///
/// Owner: the connection's event loop.
public final class HeadGuard {
    private static final int REQUEST_LINE_SPACES = 2;

    private final int maxBytes;
    private final int maxFields;
    private State state = State.START;
    private int bytes;
    private int fields;
    private int spaces;
    private Problem problem = Problem.of(ProblemKind.MALFORMED_REQUEST, "");

    /// @param maxBytes the most bytes of a head, line ends included
    /// @param maxFields the most header fields
    public HeadGuard(int maxBytes, int maxFields) {
        this.maxBytes = maxBytes;
        this.maxFields = maxFields;
    }

    private enum State {
        START,
        START_CR,
        LINE,
        LINE_CR,
        FIELD,
        NAME,
        VALUE,
        VALUE_CR,
        END_CR,
        COMPLETE,
        REFUSED
    }

    /// Takes the next byte of the head.
    ///
    /// @param value the byte
    /// @return whether the head goes on; `false` once it is complete or refused
    public boolean take(byte value) {
        int c = value & 0xff;
        bytes++;
        if (bytes > maxBytes) {
            refuseLength();
            return false;
        }
        state = next(c);
        return state != State.COMPLETE && state != State.REFUSED;
    }

    /// @return whether nothing of a head has come yet, empty lines aside
    public boolean isAtStart() {
        return state == State.START || state == State.START_CR;
    }

    /// @return whether the head is refused
    public boolean isRefused() {
        return state == State.REFUSED;
    }

    /// @return why, once it is refused
    public Problem problem() {
        return problem;
    }

    /// Begins with the next head.
    ///
    /// @return how many bytes the last one had
    public int restart() {
        int taken = bytes;
        state = State.START;
        bytes = 0;
        fields = 0;
        spaces = 0;
        return taken;
    }

    private State next(int c) {
        return switch (state) {
            case START -> c == '\r' ? State.START_CR : inLine(c);
            case START_CR -> afterCr(c, State.START);
            case LINE -> inLine(c);
            case LINE_CR -> afterCr(c, State.FIELD);
            case FIELD -> atField(c);
            case NAME -> inName(c);
            case VALUE -> inValue(c);
            case VALUE_CR -> afterCr(c, State.FIELD);
            case END_CR -> afterCr(c, State.COMPLETE);
            case COMPLETE -> State.COMPLETE;
            case REFUSED -> State.REFUSED;
        };
    }

    private State inLine(int c) {
        if (c == '\r') {
            return spaces == REQUEST_LINE_SPACES
                    ? State.LINE_CR
                    : refuse("request line: " + spaces
                            + " spaces (expected: method, target and version, one space between)");
        }
        if (c == ' ') {
            spaces++;
            return spaces <= REQUEST_LINE_SPACES && state == State.LINE
                    ? State.LINE
                    : refuse("request line: a stray space (expected: method, target and version, one space between)");
        }
        return isControl(c) ? refuseControl("request line", c) : State.LINE;
    }

    private State atField(int c) {
        if (c == '\r') {
            return State.END_CR;
        }
        if (c == ' ' || c == '\t') {
            return refuse("header: a folded line (expected: each field on one line)");
        }
        fields++;
        if (fields > maxFields) {
            problem =
                    Problem.of(ProblemKind.HEAD_TOO_LARGE, "header: more fields (expected: at most " + maxFields + ")");
            return State.REFUSED;
        }
        return inName(c);
    }

    private State inName(int c) {
        if (c == ':') {
            return state == State.NAME ? State.VALUE : refuse("header: a field without a name (expected: a token)");
        }
        if (Token.isTokenChar(c)) {
            return State.NAME;
        }
        return refuse("header: 0x%02x in the name of a field (expected: a token, then a colon)".formatted(c));
    }

    private State inValue(int c) {
        if (c == '\r') {
            return State.VALUE_CR;
        }
        return isControl(c) && c != '\t' ? refuseControl("header", c) : State.VALUE;
    }

    private State afterCr(int c, State then) {
        return c == '\n' ? then : refuse("head: a bare CR (expected: CR and LF at the end of each line)");
    }

    private static boolean isControl(int c) {
        return c < 0x20 || c == 0x7f;
    }

    private State refuseControl(String where, int c) {
        return c == '\n'
                ? refuse("head: a bare LF (expected: CR and LF at the end of each line)")
                : refuse(where + ": 0x%02x (expected: no control characters)".formatted(c));
    }

    private State refuse(String detail) {
        problem = Problem.of(ProblemKind.MALFORMED_REQUEST, detail);
        return State.REFUSED;
    }

    private void refuseLength() {
        boolean inLine = state == State.LINE;
        problem = Problem.of(
                inLine ? ProblemKind.URI_TOO_LONG : ProblemKind.HEAD_TOO_LARGE,
                "request head: more than %1$d bytes (expected: at most %1$d)".formatted(maxBytes));
        state = State.REFUSED;
    }
}
