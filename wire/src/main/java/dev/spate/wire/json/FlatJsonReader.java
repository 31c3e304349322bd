package dev.spate.wire.json;

import dev.spate.wire.json.FlatJson.Kind;
import dev.spate.wire.json.FlatJson.Scalar;
import java.util.Map;

/// Reads one flat JSON object from a text, once.
///
/// Owner: the call of [FlatJson#parse] that made it.
final class FlatJsonReader {

    private static final int MAX_QUOTED_CHARS = 32;
    private static final int HEX_DIGITS = 4;
    private static final int END = -1;

    private final String text;
    private int at;

    FlatJsonReader(String text) {
        this.text = text;
    }

    void readInto(Map<String, Scalar> members) throws JsonException {
        skipSpace();
        expect('{');
        skipSpace();
        if (peek() == '}') {
            at++;
        } else {
            members(members);
        }
        skipSpace();
        if (peek() != END) {
            throw unexpected("the end of the text");
        }
    }

    private void members(Map<String, Scalar> members) throws JsonException {
        while (true) {
            member(members);
            skipSpace();
            if (peek() == '}') {
                at++;
                return;
            }
            if (peek() != ',') {
                throw unexpected(", or }");
            }
            at++;
            skipSpace();
        }
    }

    private void member(Map<String, Scalar> members) throws JsonException {
        int start = at;
        if (peek() != '"') {
            throw unexpected("a name in quotes");
        }
        String name = string();
        if (members.containsKey(name)) {
            throw wrong(start, "name " + shorten(name) + " again", "each name once");
        }
        if (members.size() == FlatJson.MAX_MEMBERS) {
            throw wrong(start, "member " + (FlatJson.MAX_MEMBERS + 1), "at most " + FlatJson.MAX_MEMBERS + " members");
        }
        skipSpace();
        expect(':');
        skipSpace();
        members.put(name, value());
    }

    private Scalar value() throws JsonException {
        return switch (peek()) {
            case '"' -> new Scalar(Kind.STRING, string());
            case 't' -> word("true", Kind.BOOLEAN);
            case 'f' -> word("false", Kind.BOOLEAN);
            case 'n' -> word("null", Kind.NULL);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> new Scalar(Kind.NUMBER, number());
            default -> throw unexpected("a string, number, true, false or null");
        };
    }

    private Scalar word(String word, Kind kind) throws JsonException {
        if (!text.startsWith(word, at)) {
            throw unexpected(word);
        }
        at += word.length();
        return new Scalar(kind, word);
    }

    // RFC 8259 section 6: -? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?
    private String number() throws JsonException {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits();
        }
        if (peek() == '.') {
            at++;
            digits();
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits();
        }
        return text.substring(start, at);
    }

    private void digits() throws JsonException {
        if (!isDigit(peek())) {
            throw unexpected("a digit");
        }
        while (isDigit(peek())) {
            at++;
        }
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private String string() throws JsonException {
        at++;
        int start = at;
        while (isPlain(peek())) {
            at++;
        }
        if (peek() == '"') {
            return text.substring(start, at++);
        }
        StringBuilder unescaped = new StringBuilder().append(text, start, at);
        while (peek() != '"') {
            unescaped.append(character());
        }
        at++;
        return unescaped.toString();
    }

    private static boolean isPlain(int c) {
        return c >= ' ' && c != '"' && c != '\\';
    }

    private char character() throws JsonException {
        int c = peek();
        if (isPlain(c)) {
            at++;
            return (char) c;
        }
        if (c != '\\') {
            throw unexpected("a closing quote; control characters escaped");
        }
        at++;
        return escaped();
    }

    private char escaped() throws JsonException {
        char c = switch (peek()) {
            case '"' -> '"';
            case '\\' -> '\\';
            case '/' -> '/';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> fourHexDigits();
            default -> throw unexpected("one of \"\\/bfnrtu");
        };
        at++;
        return c;
    }

    /// Reads `uXXXX` and stays on its last digit.
    private char fourHexDigits() throws JsonException {
        int value = 0;
        for (int i = 0; i < HEX_DIGITS; i++) {
            at++;
            int digit = hexDigit(peek());
            if (digit < 0) {
                throw unexpected("a hexadecimal digit");
            }
            value = value * 16 + digit;
        }
        return (char) value;
    }

    private static int hexDigit(int c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private void expect(char c) throws JsonException {
        if (peek() != c) {
            throw unexpected(String.valueOf(c));
        }
        at++;
    }

    private void skipSpace() {
        while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') {
            at++;
        }
    }

    private int peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    private JsonException unexpected(String expected) {
        return wrong(at, describe(peek()), expected);
    }

    private static String describe(int c) {
        if (c == END) {
            return "the end of the text";
        }
        return c > ' ' && c < 0x7F ? "'" + (char) c + "'" : "U+%04X".formatted(c);
    }

    private static JsonException wrong(int offset, String found, String expected) {
        return new JsonException("JSON at offset " + offset + ": " + found + " (expected: " + expected + ")");
    }

    /// The text for an error message: in quotes, without control characters, and not long.
    static String shorten(String text) {
        String start = text.length() <= MAX_QUOTED_CHARS ? text : text.substring(0, MAX_QUOTED_CHARS) + "…";
        return '"' + start.replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
