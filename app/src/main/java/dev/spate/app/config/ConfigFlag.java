package dev.spate.app.config;

import java.util.List;

/// A flag of the command line that sets a key. Thread-safe: immutable.
///
/// @param name the flag with its dashes
/// @param isList whether it may be given several times
/// @param about what it is for and what it takes
public record ConfigFlag(String name, boolean isList, String about) {
    /// One flag for each key but the secret ones, which have no place on a command line.
    ///
    /// @return the flags in the order of the reference
    public static List<ConfigFlag> all() {
        return Keys.ALL.stream()
                .filter(key -> !key.isSecret())
                .map(key -> new ConfigFlag(
                        key.flag(),
                        key.kind().isList(),
                        key.about() + "; " + key.kind().rule() + " (default: "
                                + key.fallbackAbout().replace("`", "") + ")"))
                .toList();
    }
}
