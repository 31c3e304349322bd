package dev.spate.app.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The files of the project, found from the directory of this module. Thread-safe: stateless.
final class SourceTree {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git", ".spate", "data");

    private SourceTree() {}

    static List<JavaSource> java() {
        return files(".java")
                .filter(path -> path.toString().contains("/src/"))
                .map(JavaSource::read)
                .toList();
    }

    static List<Path> markdown() {
        return files(".md").toList();
    }

    private static Stream<Path> files(String suffix) {
        try (var paths =
                Files.find(ROOT, Integer.MAX_VALUE, (path, _) -> path.toString().endsWith(suffix))) {
            return paths.filter(SourceTree::isOurs).sorted().toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean isOurs(Path path) {
        for (Path part : ROOT.relativize(path)) {
            if (NOT_OURS.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }
}
