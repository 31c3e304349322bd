package dev.spate.app.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A page of the documentation. Thread-safe: immutable.
///
/// @param path where it is
/// @param text what it says, code left out
record MarkdownPage(Path path, String text) {
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]*`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    static MarkdownPage read(Path path) {
        try {
            return new MarkdownPage(path, CODE.matcher(Files.readString(path)).replaceAll(""));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// The links to files of the project, or to headings in them, that lead nowhere.
    Stream<String> deadLinks() {
        return LINK.matcher(text)
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.matches("[a-z]+:.*"))
                .filter(link -> !leadsSomewhere(link))
                .map(link -> SourceTree.ROOT.relativize(path) + ": " + link);
    }

    private boolean leadsSomewhere(String link) {
        var parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? path : path.resolveSibling(parts[0]).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        return parts.length == 1 || headings(target).anyMatch(parts[1]::equals);
    }

    private static Stream<String> headings(Path page) {
        try {
            return Files.readAllLines(page).stream()
                    .filter(line -> line.startsWith("#"))
                    .map(line -> line.replaceFirst("^#+\\s*", "")
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\w\\- ]", "")
                            .replace(' ', '-'));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
