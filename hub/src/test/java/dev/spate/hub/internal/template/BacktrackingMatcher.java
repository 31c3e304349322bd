package dev.spate.hub.internal.template;

import dev.spate.hub.internal.template.TemplateVariable.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Says whether a template matches by trying every way to cut the topic up. Slow and plain: the judge of the real
/// one.
final class BacktrackingMatcher {
    private static final String RESERVED = ":/?#[]@!$&'()*+,;=";

    private BacktrackingMatcher() {}

    static boolean matches(List<TemplatePart> parts, String topic) {
        return partsMatch(parts, units(topic));
    }

    /// Each a character that may stand in a URI, or `%XX`.
    private static List<String> units(String text) {
        var units = new ArrayList<String>();
        for (int index = 0; index < text.length(); ) {
            String character = Character.toString(text.codePointAt(index));
            if (text.substring(index).matches("(?s)%[0-9A-Fa-f]{2}.*")) {
                units.add(text.substring(index, index + 3).toUpperCase(Locale.ROOT));
                index += 3;
                continue;
            }
            if ((Symbols.UNRESERVED + RESERVED).contains(character)) {
                units.add(character);
            } else {
                for (byte octet : character.getBytes(StandardCharsets.UTF_8)) {
                    units.add("%%%02X".formatted(octet & 0xFF));
                }
            }
            index += character.length();
        }
        return units;
    }

    private static boolean partsMatch(List<TemplatePart> parts, List<String> units) {
        if (parts.isEmpty()) {
            return units.isEmpty();
        }
        var rest = parts.subList(1, parts.size());
        for (int cut = 0; cut <= units.size(); cut++) {
            if (partMatches(parts.get(0), units.subList(0, cut))
                    && partsMatch(rest, units.subList(cut, units.size()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean partMatches(TemplatePart part, List<String> units) {
        return switch (part) {
            case TemplatePart.Literal(String text) -> units(text).equals(units);
            case TemplatePart.Expression(var operator, var variables) ->
                variablesMatch(operator, variables, units, operator.first());
        };
    }

    private static boolean variablesMatch(
            TemplateOperator operator, List<TemplateVariable> variables, List<String> units, String intro) {
        if (variables.isEmpty()) {
            return units.isEmpty();
        }
        var others = variables.subList(1, variables.size());
        if (variablesMatch(operator, others, units, intro)) {
            return true;
        }
        if (!intro.isEmpty() && (units.isEmpty() || !units.get(0).equals(intro))) {
            return false;
        }
        for (int cut = intro.length(); cut <= units.size(); cut++) {
            if (valueMatches(operator, variables.get(0), units.subList(intro.length(), cut))
                    && variablesMatch(
                            operator, others, units.subList(cut, units.size()), String.valueOf(operator.separator()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean valueMatches(TemplateOperator operator, TemplateVariable variable, List<String> units) {
        boolean isNamed = operator.naming() != TemplateOperator.Naming.NONE;
        if (variable.modifier() == Modifier.EXPLODE) {
            return (!isNamed && membersMatch(operator, units)) || pairsMatch(operator, units);
        }
        if (!isNamed) {
            return textMatches(operator, variable, units);
        }
        var name = units(variable.name());
        if (units.equals(name)) {
            return operator.naming() == TemplateOperator.Naming.BARE_IF_EMPTY;
        }
        if (units.size() <= name.size()
                || !units.subList(0, name.size()).equals(name)
                || !units.get(name.size()).equals("=")) {
            return false;
        }
        var text = units.subList(name.size() + 1, units.size());
        boolean isBareWhenEmpty =
                operator.naming() == TemplateOperator.Naming.BARE_IF_EMPTY && variable.modifier() == Modifier.PREFIX;
        return textMatches(operator, variable, text) && !(isBareWhenEmpty && text.isEmpty());
    }

    private static boolean textMatches(TemplateOperator operator, TemplateVariable variable, List<String> units) {
        if (variable.modifier() != Modifier.PREFIX) {
            return units.stream().allMatch(unit -> isAllowed(operator, unit) || unit.equals(","));
        }
        long continuations =
                units.stream().skip(1).filter(unit -> unit.matches("%[89AB].")).count();
        return units.stream().allMatch(unit -> isAllowed(operator, unit))
                && units.size() - continuations <= variable.maxLength();
    }

    private static boolean membersMatch(TemplateOperator operator, List<String> units) {
        String separator = String.valueOf(operator.separator());
        return units.stream().allMatch(unit -> isAllowed(operator, unit) || unit.equals(separator));
    }

    private static boolean pairsMatch(TemplateOperator operator, List<String> units) {
        if (pairMatches(operator, units)) {
            return true;
        }
        for (int cut = 0; cut < units.size(); cut++) {
            if (units.get(cut).equals(String.valueOf(operator.separator()))
                    && pairMatches(operator, units.subList(0, cut))
                    && pairsMatch(operator, units.subList(cut + 1, units.size()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean pairMatches(TemplateOperator operator, List<String> units) {
        boolean isBareWhenEmpty = operator.naming() == TemplateOperator.Naming.BARE_IF_EMPTY;
        if (isBareWhenEmpty && units.stream().allMatch(unit -> isAllowed(operator, unit))) {
            return true;
        }
        for (int cut = 0; cut < units.size(); cut++) {
            if (units.get(cut).equals("=")
                    && units.subList(0, cut).stream().allMatch(unit -> isAllowed(operator, unit))
                    && units.subList(cut + 1, units.size()).stream().allMatch(unit -> isAllowed(operator, unit))
                    && !(isBareWhenEmpty && cut == units.size() - 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAllowed(TemplateOperator operator, String unit) {
        boolean isAny = operator == TemplateOperator.RESERVED || operator == TemplateOperator.FRAGMENT;
        return unit.startsWith("%") || isAny || Symbols.UNRESERVED.contains(unit);
    }
}
