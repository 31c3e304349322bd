package dev.spate.app.config;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes effective values as YAML that could be read again, each line with a comment that says where it came from.
/// Thread-safe: stateless.
public final class ConfigText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/][A-Za-z0-9._/-]*(:[0-9]+)?");
    private static final int COMMENT_COLUMN = 40;

    private ConfigText() {}

    /// @param values in the order in which to write them
    /// @return the text, with a line break at its end
    public static String of(List<EffectiveValue> values) {
        var text = new StringBuilder();
        List<String> above = List.of();
        for (EffectiveValue value : values) {
            var names = List.of(value.path().split("\\."));
            writeGroups(text, above, names);
            writeValue(text, names, value);
            above = names;
        }
        return text.toString();
    }

    private static void writeGroups(StringBuilder text, List<String> above, List<String> names) {
        int shared = 0;
        while (shared < Math.min(above.size(), names.size()) - 1
                && above.get(shared).equals(names.get(shared))) {
            shared++;
        }
        for (int depth = shared; depth < names.size() - 1; depth++) {
            text.append("  ".repeat(depth)).append(names.get(depth)).append(":\n");
        }
    }

    private static void writeValue(StringBuilder text, List<String> names, EffectiveValue value) {
        String line = "  ".repeat(names.size() - 1) + names.getLast() + ": " + written(value);
        text.append(line)
                .repeat(' ', Math.max(2, COMMENT_COLUMN - line.length()))
                .append("# ")
                .append(value.origin())
                .append('\n');
    }

    private static String written(EffectiveValue value) {
        if (value.isList() && value.texts().size() != 1) {
            return value.texts().stream().map(ConfigText::quoted).collect(Collectors.joining(", ", "[", "]"));
        }
        return quoted(value.texts().getFirst());
    }

    private static String quoted(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "''") + "'";
    }
}
