package dev.spate.hub.internal.template;

import dev.spate.hub.internal.template.TemplateVariable.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Expands templates as appendix A of RFC 6570 describes it, for random values. Written for clarity, to be judged
/// by.
final class Expansion {
    private static final String UNRESERVED = Symbols.UNRESERVED;
    private static final String RESERVED = ":/?#[]@!$&'()*+,;=";

    /// A value: a text, a list, or pairs.
    sealed interface Value {
        record Text(String text) implements Value {}

        record Members(List<String> members) implements Value {}

        record Pairs(List<Map.Entry<String, String>> pairs) implements Value {}
    }

    private final TemplateOperator operator;
    private final StringBuilder out = new StringBuilder();
    private boolean isFirst = true;

    private Expansion(TemplateOperator operator) {
        this.operator = operator;
    }

    static String literal(String text) {
        return encode(text, true);
    }

    /// @param values one for each variable, in a list of its own; empty: undefined
    static String expression(TemplatePart.Expression expression, List<List<Value>> values) {
        var expansion = new Expansion(expression.operator());
        for (int index = 0; index < values.size(); index++) {
            for (var value : values.get(index)) {
                expansion.variable(expression.variables().get(index), value);
            }
        }
        return expansion.out.toString();
    }

    private void variable(TemplateVariable variable, Value value) {
        out.append(isFirst ? operator.first() : String.valueOf(operator.separator()));
        isFirst = false;
        if (variable.modifier() == Modifier.EXPLODE && !(value instanceof Value.Text)) {
            out.append(exploded(variable.name(), value));
        } else {
            out.append(named(variable.name(), flat(variable, value), value.equals(new Value.Text(""))));
        }
    }

    private String flat(TemplateVariable variable, Value value) {
        return switch (value) {
            case Value.Text(String text) -> encode(prefix(variable, text));
            case Value.Members(var members) ->
                members.stream().map(this::encode).collect(Collectors.joining(","));
            case Value.Pairs(var pairs) ->
                pairs.stream()
                        .map(pair -> encode(pair.getKey()) + "," + encode(pair.getValue()))
                        .collect(Collectors.joining(","));
        };
    }

    private static String prefix(TemplateVariable variable, String text) {
        int characters = text.codePointCount(0, text.length());
        return variable.modifier() == Modifier.PREFIX && variable.maxLength() < characters
                ? text.substring(0, text.offsetByCodePoints(0, variable.maxLength()))
                : text;
    }

    private String exploded(String name, Value value) {
        var members = new ArrayList<String>();
        switch (value) {
            case Value.Text(String text) -> throw new AssertionError(text);
            case Value.Members(var list) ->
                list.forEach(member -> members.add(named(name, encode(member), member.isEmpty())));
            case Value.Pairs(var pairs) -> pairs.forEach(pair -> members.add(pair(pair.getKey(), pair.getValue())));
        }
        return String.join(String.valueOf(operator.separator()), members);
    }

    private String pair(String name, String value) {
        return operator.naming() == TemplateOperator.Naming.NONE
                ? encode(name) + "=" + encode(value)
                : named(encode(name), encode(value), value.isEmpty());
    }

    private String named(String name, String encoded, boolean isEmpty) {
        return switch (operator.naming()) {
            case NONE -> encoded;
            case BARE_IF_EMPTY -> isEmpty ? name : name + "=" + encoded;
            case ALWAYS_EQUALS -> name + "=" + encoded;
        };
    }

    private String encode(String text) {
        return encode(text, operator == TemplateOperator.RESERVED || operator == TemplateOperator.FRAGMENT);
    }

    private static String encode(String text, boolean keepsReserved) {
        var encoded = new StringBuilder();
        for (int index = 0; index < text.length(); ) {
            int codePoint = text.codePointAt(index);
            String character = Character.toString(codePoint);
            boolean isTriplet = keepsReserved && text.substring(index).matches("(?s)%[0-9A-Fa-f]{2}.*");
            boolean isKept = UNRESERVED.contains(character) || (keepsReserved && RESERVED.contains(character));
            if (isKept || isTriplet) {
                encoded.append(character);
            } else {
                for (byte octet : character.getBytes(StandardCharsets.UTF_8)) {
                    encoded.append("%%%02X".formatted(octet & 0xFF));
                }
            }
            index += character.length();
        }
        return encoded.toString();
    }
}
