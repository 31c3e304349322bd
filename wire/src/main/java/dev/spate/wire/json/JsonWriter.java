package dev.spate.wire.json;

/// Writes one compact JSON value (RFC 8259) as text.
///
/// What it writes is well-formed, or it throws: a name stands before every member of an object and nowhere else,
/// and what is opened must be closed before [#toString]. The text is plain Unicode: lone surrogates are escaped,
/// and so are U+2028 and U+2029, so that it may stand in a script.
///
/// Owner: the thread that made it.
///
/// ```java
/// String json = new JsonWriter().beginObject()
///         .field("reason", "expired")
///         .field("missed", 17)
///         .name("tags").beginArray().string("a").string("b").endArray()
///         .endObject()
///         .toString();
/// ```
public final class JsonWriter {

    /// How deep arrays and objects may be nested.
    public static final int MAX_DEPTH = 64;

    private final StringBuilder out = new StringBuilder(128);

    /// One bit for each open array (0) or object (1), the innermost lowest.
    private long open;

    private int depth;

    /// What may come next.
    private Place place = Place.VALUE;

    private enum Place {
        /// A value: the only one, or the one that belongs to the name just written.
        VALUE,
        /// The first member or element, or the end.
        FIRST,
        /// A further member or element, or the end.
        NEXT,
        /// Nothing: the value is complete.
        END
    }

    /// Begins an object.
    ///
    /// @return this
    /// @throws IllegalStateException if no value may stand here, or [#MAX_DEPTH] is reached
    public JsonWriter beginObject() {
        begin('{', 1);
        return this;
    }

    /// Ends the object begun last.
    ///
    /// @return this
    /// @throws IllegalStateException if no object is open, or a name still waits for its value
    public JsonWriter endObject() {
        end('}', 1);
        return this;
    }

    /// Begins an array.
    ///
    /// @return this
    /// @throws IllegalStateException if no value may stand here, or [#MAX_DEPTH] is reached
    public JsonWriter beginArray() {
        begin('[', 0);
        return this;
    }

    /// Ends the array begun last.
    ///
    /// @return this
    /// @throws IllegalStateException if no array is open
    public JsonWriter endArray() {
        end(']', 0);
        return this;
    }

    /// Writes the name of a member; its value comes next. Names are not checked for being unique.
    ///
    /// @return this
    /// @throws IllegalStateException if no member may stand here
    public JsonWriter name(String name) {
        if (!isInside(1) || place == Place.VALUE) {
            throw misplaced("name");
        }
        separate();
        quoted(name);
        out.append(':');
        place = Place.VALUE;
        return this;
    }

    /// Writes a string.
    ///
    /// @return this
    /// @throws IllegalStateException if no value may stand here
    public JsonWriter string(String value) {
        beforeValue("string");
        quoted(value);
        return this;
    }

    /// Writes an integer.
    ///
    /// @return this
    /// @throws IllegalStateException if no value may stand here
    public JsonWriter number(long value) {
        beforeValue("number");
        out.append(value);
        return this;
    }

    /// Writes `true` or `false`.
    ///
    /// @return this
    /// @throws IllegalStateException if no value may stand here
    public JsonWriter bool(boolean value) {
        beforeValue("boolean");
        out.append(value);
        return this;
    }

    /// Writes `null`.
    ///
    /// @return this
    /// @throws IllegalStateException if no value may stand here
    public JsonWriter nothing() {
        beforeValue("null");
        out.append("null");
        return this;
    }

    /// Writes a value that is JSON already. It is not checked: the caller answers for its being one complete value.
    ///
    /// @return this
    /// @throws IllegalStateException if no value may stand here
    public JsonWriter raw(String json) {
        beforeValue("raw value");
        out.append(json);
        return this;
    }

    /// Writes a member whose value is a string.
    ///
    /// @return this
    /// @throws IllegalStateException if no member may stand here
    public JsonWriter field(String name, String value) {
        return name(name).string(value);
    }

    /// Writes a member whose value is an integer.
    ///
    /// @return this
    /// @throws IllegalStateException if no member may stand here
    public JsonWriter field(String name, long value) {
        return name(name).number(value);
    }

    /// Writes a member whose value is a boolean.
    ///
    /// @return this
    /// @throws IllegalStateException if no member may stand here
    public JsonWriter field(String name, boolean value) {
        return name(name).bool(value);
    }

    /// The JSON text.
    ///
    /// @throws IllegalStateException if the value is not complete
    @Override
    public String toString() {
        if (place != Place.END) {
            throw misplaced("the end of the text");
        }
        return out.toString();
    }

    private void begin(char bracket, int kind) {
        if (depth == MAX_DEPTH) {
            throw new IllegalStateException("JSON depth: " + (depth + 1) + " (expected: <= " + MAX_DEPTH + ")");
        }
        beforeValue(String.valueOf(bracket));
        out.append(bracket);
        open = (open << 1) | kind;
        depth++;
        place = Place.FIRST;
    }

    private void end(char bracket, int kind) {
        if (!isInside(kind) || place == Place.VALUE) {
            throw misplaced(String.valueOf(bracket));
        }
        out.append(bracket);
        open >>>= 1;
        depth--;
        place = depth == 0 ? Place.END : Place.NEXT;
    }

    private boolean isInside(int kind) {
        return depth > 0 && (open & 1) == kind;
    }

    private void beforeValue(String what) {
        if (place == Place.END || (place != Place.VALUE && !isInside(0))) {
            throw misplaced(what);
        }
        if (place != Place.VALUE) {
            separate();
        }
        place = depth == 0 ? Place.END : Place.NEXT;
    }

    private void separate() {
        if (place == Place.NEXT) {
            out.append(',');
        }
    }

    private IllegalStateException misplaced(String what) {
        String expected = switch (place) {
            case VALUE -> "a value";
            case FIRST, NEXT -> isInside(1) ? "a name or }" : "a value or ]";
            case END -> "nothing more";
        };
        return new IllegalStateException(
                "JSON at offset " + out.length() + ": " + what + " (expected: " + expected + ")");
    }

    private void quoted(String text) {
        out.append('"');
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            if (isPlain(text, i)) {
                continue;
            }
            out.append(text, written, i);
            escape(text.charAt(i));
            written = i + 1;
        }
        out.append(text, written, text.length()).append('"');
    }

    private static boolean isPlain(String text, int index) {
        char c = text.charAt(index);
        if (c < 0x80) {
            return c >= ' ' && c != '"' && c != '\\' && c != 0x7F;
        }
        if (Character.isSurrogate(c)) {
            return isPaired(text, index);
        }
        return c != '\u2028' && c != '\u2029';
    }

    private static boolean isPaired(String text, int index) {
        char c = text.charAt(index);
        return Character.isHighSurrogate(c)
                ? index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1))
                : index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
    }

    private void escape(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            default ->
                out.append("\\u")
                        .append(hex(c, 12))
                        .append(hex(c, 8))
                        .append(hex(c, 4))
                        .append(hex(c, 0));
        }
    }

    private static char hex(char c, int shift) {
        return Character.forDigit((c >> shift) & 0xF, 16);
    }
}
