package dev.spate.app.config;

import java.util.List;

/// A value that somebody gave, still as text. Thread-safe: immutable.
///
/// @param texts the value, or the values of a list
/// @param origin who gave it
record Setting(List<String> texts, Origin origin) {
    Setting {
        texts = List.copyOf(texts);
    }
}
