package dev.spate.app.house;

/// Puts blanks for literals, and for comments where that is asked for. Line breaks stay.
///
/// Owner: the thread that made it.
final class Blanks {
    private final String text;
    private final boolean hasComments;
    private final StringBuilder code;
    private int at;

    private Blanks(String text, boolean hasComments) {
        this.text = text;
        this.hasComments = hasComments;
        this.code = new StringBuilder(text);
    }

    static String forLiteralsAndComments(String text) {
        return new Blanks(text, false).all();
    }

    static String forLiterals(String text) {
        return new Blanks(text, true).all();
    }

    private String all() {
        while (at < text.length()) {
            next();
        }
        return code.toString();
    }

    private void next() {
        if (text.startsWith("//", at)) {
            comment(endOf("\n", at));
        } else if (text.startsWith("/*", at)) {
            comment(endOf("*/", at + 2));
        } else if (text.startsWith("\"\"\"", at)) {
            blankTo(endOfLiteral("\"\"\"", at + 3));
        } else if (text.charAt(at) == '"' || text.charAt(at) == '\'') {
            blankTo(endOfLiteral(text.substring(at, at + 1), at + 1));
        } else {
            at++;
        }
    }

    private void comment(int end) {
        if (hasComments) {
            at = end;
        } else {
            blankTo(end);
        }
    }

    private void blankTo(int end) {
        for (; at < end; at++) {
            if (text.charAt(at) != '\n') {
                code.setCharAt(at, ' ');
            }
        }
    }

    private int endOf(String mark, int from) {
        int found = text.indexOf(mark, from);
        return found < 0 ? text.length() : found + mark.length();
    }

    private int endOfLiteral(String mark, int from) {
        int i = from;
        while (i < text.length() && !text.startsWith(mark, i)) {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(text.length(), i + mark.length());
    }
}
