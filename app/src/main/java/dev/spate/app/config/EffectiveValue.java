package dev.spate.app.config;

import java.util.List;

/// A value that is in force, as text, and where it came from. Thread-safe: immutable.
///
/// @param path the key, with the name of the hub in it
/// @param texts the value, or the values of a list; secrets are masked
/// @param isList whether the key takes a list
/// @param origin who gave it
public record EffectiveValue(String path, List<String> texts, boolean isList, Origin origin) {
    public EffectiveValue {
        texts = List.copyOf(texts);
    }
}
