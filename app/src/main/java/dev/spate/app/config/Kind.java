package dev.spate.app.config;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// What values a key takes, and how their text is read. Thread-safe: immutable.
///
/// @param <T> what the text becomes
/// @param isList whether it takes several texts; one that does not is always given one
/// @param rule what a right value is, as the end of the sentence "expected: …"
/// @param reader makes the value, or throws an [IllegalArgumentException] whose message is the offending text
record Kind<T>(boolean isList, String rule, Function<List<String>, T> reader) {

    static <T> Kind<T> one(String rule, Function<String, T> reader) {
        return new Kind<>(false, rule, texts -> readOne(reader, texts.getFirst()));
    }

    static <T> Kind<List<T>> list(String rule, Function<String, T> reader) {
        return new Kind<>(
                true,
                rule,
                texts -> texts.stream().map(text -> readOne(reader, text)).toList());
    }

    /// The texts of a list that was written as one, with commas.
    static List<String> split(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    T read(List<String> texts) {
        return reader.apply(texts);
    }

    private static <T> T readOne(Function<String, T> reader, String text) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException(text);
        }
    }
}
