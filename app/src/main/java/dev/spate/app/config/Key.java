package dev.spate.app.config;

/// One key of the configuration. Thread-safe: immutable.
///
/// @param <T> what its value becomes
/// @param path where it stands, dotted; `*` stands for the name of a hub
/// @param kind what values it takes
/// @param fallback its value where nobody gave one; `{hub}` stands for the name of the hub; empty: none
/// @param fallbackAbout the fallback in words, as the reference shows it
/// @param about what it is for, one sentence without the full stop
/// @param isSecret whether its value is never shown, and may come from a file
record Key<T>(String path, Kind<T> kind, String fallback, String fallbackAbout, String about, boolean isSecret) {
    static final String HUB_PREFIX = "hubs.*.";
    static final String FILE_SUFFIX = "_file";

    static <T> Key<T> of(String path, Kind<T> kind, String fallback, String about) {
        return new Key<>(path, kind, fallback, fallback.isEmpty() ? "none" : fallback, about, false);
    }

    static <T> Key<T> secret(String path, Kind<T> kind, String fallbackAbout, String about) {
        return new Key<>(path, kind, "", fallbackAbout, about, true);
    }

    Key<T> withFallbackAbout(String words) {
        return new Key<>(path, kind, fallback, words, about, isSecret);
    }

    boolean isOfHub() {
        return path.startsWith(HUB_PREFIX);
    }

    /// The flag of the same words: the hub is named by a flag of its own.
    String flag() {
        String words = isOfHub() ? path.substring(HUB_PREFIX.length()) : path;
        return "--" + words.replace('.', '-');
    }

    /// The path with a hub's name in it.
    String pathIn(String hub) {
        return isOfHub() ? "hubs." + hub + "." + path.substring(HUB_PREFIX.length()) : path;
    }
}
