package dev.spate.app.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// One of the places that values come from. It gives each key once.
///
/// Owner: the thread that loads the configuration.
final class Layer {
    private static final int MAX_SECRET_FILE_BYTES = 65_536;

    private final Settings settings;
    private final Set<String> given = new HashSet<>();

    Layer(Settings settings) {
        this.settings = settings;
    }

    /// @param path the key's own path, with the name of the hub in it
    void give(Place.Leaf leaf, String path, Setting setting) {
        if (!given.add(path)) {
            settings.problem(setting.origin(), path + ": given twice (expected: once, as itself or as a file)");
        } else if (leaf.isFile()) {
            giveFromFile(path, setting);
        } else {
            settings.give(path, setting);
        }
    }

    private void giveFromFile(String path, Setting setting) {
        String file = setting.texts().getFirst();
        try {
            String text = secretIn(Path.of(file));
            settings.give(path, new Setting(List.of(text), setting.origin()));
        } catch (IOException | InvalidPathException _) {
            String name = path + Key.FILE_SUFFIX;
            settings.problem(
                    setting.origin(), name + ": " + file + " (expected: a readable file of at most 64KiB of UTF-8)");
        }
    }

    private static String secretIn(Path file) throws IOException {
        if (Files.size(file) > MAX_SECRET_FILE_BYTES) {
            throw new IOException("too large");
        }
        return Files.readString(file, StandardCharsets.UTF_8).strip();
    }
}
