package dev.spate.app.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts environment variables into values: `${NAME}` gives the variable, `$${` gives `${`. Thread-safe: immutable.
///
/// @param environment the variables
record Substitution(Map<String, String> environment) {
    private static final Pattern VARIABLE = Pattern.compile("\\$(\\$?)\\{([^}]*)\\}?");

    Substitution {
        environment = Map.copyOf(environment);
    }

    /// @throws IllegalArgumentException if a variable is not set; the message is its `${NAME}`
    String in(String text) {
        return VARIABLE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(replacement(found.group())));
    }

    private String replacement(String found) {
        if (found.startsWith("$$")) {
            return found.substring(1);
        }
        String value = found.endsWith("}") ? environment.get(found.substring(2, found.length() - 1)) : null;
        if (value == null) {
            throw new IllegalArgumentException(found);
        }
        return value;
    }
}
