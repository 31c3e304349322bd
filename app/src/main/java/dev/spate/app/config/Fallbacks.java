package dev.spate.app.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What keys have where nobody gave them a value. Thread-safe: immutable.
///
/// @param instead of the keys' own fallbacks, where those do not fit the values of others
/// @param names what a name in braces in a fallback stands for
record Fallbacks(Map<Key<?>, String> instead, Map<String, String> names) {
    static final Fallbacks OWN = new Fallbacks(Map.of(), Map.of());

    Fallbacks {
        instead = Map.copyOf(instead);
        names = Map.copyOf(names);
    }

    Fallbacks with(Key<?> key, String text) {
        var more = new HashMap<>(instead);
        more.put(key, text);
        return new Fallbacks(more, names);
    }

    Fallbacks naming(String name, String text) {
        var more = new HashMap<>(names);
        more.put("{" + name + "}", text);
        return new Fallbacks(instead, more);
    }

    /// The values of a key that takes several; else one.
    List<String> of(Key<?> key) {
        String text = instead.getOrDefault(key, key.fallback());
        if (text.isEmpty() && key.kind().isList()) {
            return List.of();
        }
        for (var name : names.entrySet()) {
            text = text.replace(name.getKey(), name.getValue());
        }
        return List.of(text);
    }
}
