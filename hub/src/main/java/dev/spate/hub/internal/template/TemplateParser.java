package dev.spate.hub.internal.template;

import dev.spate.hub.Topic;
import dev.spate.hub.internal.template.TemplateVariable.Modifier;
import java.util.ArrayList;
import java.util.List;

/// Reads the grammar of RFC 6570 section 2. Literals may also hold characters that the RFC would have
/// percent-encoded.
///
/// Owner: the thread that made it; used once.
final class TemplateParser {
    /// The most variables of one template. With the length of the template it bounds the states of its program.
    static final int MAX_VARIABLES = 64;

    private static final int MAX_PREFIX_DIGITS = 4;
    private static final int SHOWN = 40;

    private final String text;
    private final byte[] bytes;
    private final List<TemplatePart> parts = new ArrayList<>();
    private int index;
    private int variableCount;

    TemplateParser(String text) {
        this.text = text;
        this.bytes = Symbols.bytes(text);
    }

    List<TemplatePart> parse() {
        if (bytes.length > Topic.MAX_BYTES) {
            throw refused("at most " + Topic.MAX_BYTES + " bytes, got " + bytes.length);
        }
        while (index < text.length()) {
            parts.add(text.charAt(index) == '{' ? expression() : literal());
        }
        return List.copyOf(parts);
    }

    private TemplatePart literal() {
        int start = index;
        while (index < text.length() && text.charAt(index) != '{') {
            char c = text.charAt(index);
            if (c == '}') {
                throw refused("a { before the } at " + index);
            }
            if (Character.isISOControl(c)) {
                throw refused("no control character, found U+%04X at %d".formatted((int) c, index));
            }
            index += c == '%' ? triplet() : 1;
        }
        return new TemplatePart.Literal(text.substring(start, index));
    }

    private TemplatePart expression() {
        int start = index++;
        var operator = operator();
        var variables = new ArrayList<TemplateVariable>();
        do {
            variables.add(variable(start));
        } while (take(','));
        if (!take('}')) {
            throw index < text.length()
                    ? refused("a variable's name, a modifier, a comma or } at " + index)
                    : refused("a } that closes the { at " + start);
        }
        return new TemplatePart.Expression(operator, variables);
    }

    private TemplateOperator operator() {
        if (index == text.length()) {
            return TemplateOperator.SIMPLE;
        }
        var operator = switch (text.charAt(index)) {
            case '+' -> TemplateOperator.RESERVED;
            case '#' -> TemplateOperator.FRAGMENT;
            case '.' -> TemplateOperator.LABEL;
            case '/' -> TemplateOperator.PATH;
            case ';' -> TemplateOperator.PARAMETER;
            case '?' -> TemplateOperator.QUERY;
            case '&' -> TemplateOperator.CONTINUATION;
            // RFC 6570 2.2: kept for extensions.
            case '=', ',', '!', '@', '|' -> throw refused("one of the operators + # . / ; ? & or none at " + index);
            default -> TemplateOperator.SIMPLE;
        };
        index += operator == TemplateOperator.SIMPLE ? 0 : 1;
        return operator;
    }

    private TemplateVariable variable(int expressionStart) {
        if (++variableCount > MAX_VARIABLES) {
            throw refused("at most " + MAX_VARIABLES + " variables, one more begins at " + index);
        }
        var name = name(expressionStart);
        if (take('*')) {
            return new TemplateVariable(name, Modifier.EXPLODE, 0);
        }
        return take(':')
                ? new TemplateVariable(name, Modifier.PREFIX, maxLength())
                : new TemplateVariable(name, Modifier.NONE, 0);
    }

    private String name(int expressionStart) {
        int start = index;
        while (index < text.length() && isNameAt(start)) {
            index += text.charAt(index) == '%' ? triplet() : 1;
        }
        if (index == text.length()) {
            throw refused("a } that closes the { at " + expressionStart);
        }
        if (index == start || text.charAt(index - 1) == '.') {
            throw refused("a variable's name (letters, digits, _, %XX, dots between them) at " + index);
        }
        return text.substring(start, index);
    }

    private boolean isNameAt(int start) {
        char c = text.charAt(index);
        if (c == '.') {
            return index > start && text.charAt(index - 1) != '.';
        }
        return c == '_' || c == '%' || (c < 0x80 && Character.isLetterOrDigit(c));
    }

    private int maxLength() {
        int start = index;
        int value = 0;
        while (index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9') {
            if (index - start == MAX_PREFIX_DIGITS) {
                throw refused("a length of 1 to 9999 at " + start);
            }
            value = value * 10 + (text.charAt(index++) - '0');
        }
        if (index == start || text.charAt(start) == '0') {
            throw refused("a length of 1 to 9999 at " + start);
        }
        return value;
    }

    private int triplet() {
        int end = index + 3;
        if (end > text.length() || !Symbols.isTriplet(Symbols.bytes(text.substring(index, end)), 0)) {
            throw refused("two hexadecimal digits after the % at " + index);
        }
        return 3;
    }

    private boolean take(char expected) {
        boolean isThere = index < text.length() && text.charAt(index) == expected;
        index += isThere ? 1 : 0;
        return isThere;
    }

    private IllegalArgumentException refused(String rule) {
        var shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        return new IllegalArgumentException(
                "topic: \"" + shown.replaceAll("\\p{Cntrl}", "?") + "\" (expected: " + rule + ")");
    }
}
