package dev.spate.app.config;

import java.util.List;
import java.util.stream.Stream;

/// What a dotted path stands for; `*` in it stands for the name of a hub. Thread-safe: immutable.
sealed interface Place {
    /// A key, or the sibling of a secret key that names the file which holds it.
    record Leaf(Key<?> key, boolean isFile) implements Place {}

    /// Keys stand below it.
    record Group() implements Place {}

    /// Nothing.
    record Unknown() implements Place {}

    static Place of(String path) {
        for (Key<?> key : Keys.ALL) {
            if (key.path().equals(path)) {
                return new Leaf(key, false);
            }
            if (key.isSecret() && path.equals(key.path() + Key.FILE_SUFFIX)) {
                return new Leaf(key, true);
            }
        }
        return paths().anyMatch(known -> known.startsWith(path + ".")) ? new Group() : new Unknown();
    }

    /// The names that may stand directly below a group; the empty path is the whole file.
    static List<String> namesIn(String group) {
        String prefix = group.isEmpty() ? "" : group + ".";
        return paths().filter(path -> path.startsWith(prefix))
                .map(path -> path.substring(prefix.length()).split("\\.", 2)[0])
                .distinct()
                .toList();
    }

    private static Stream<String> paths() {
        return Keys.ALL.stream().map(Key::path);
    }
}
