package dev.spate.hub;

import java.nio.charset.StandardCharsets;

/// The address of a publication: 1 to 1024 bytes of UTF-8 without control characters.
///
/// Topics are compared exactly, code unit by code unit; no normalisation takes place.
///
/// Thread-safe: immutable.
///
/// @param name the text of the topic
public record Topic(String name) {
    /// The most bytes a topic may have, as UTF-8.
    public static final int MAX_BYTES = 1024;

    /// @throws IllegalArgumentException if the name is empty, too long, or holds a control character or a lone
    ///     surrogate
    public Topic {
        Text.requireClean("topic", name, MAX_BYTES);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("topic: \"\" (expected: at least one character)");
        }
    }

    /// The length of the topic in UTF-8.
    ///
    /// @return bytes, 1 to [#MAX_BYTES]
    public int bytes() {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public String toString() {
        return name;
    }
}
