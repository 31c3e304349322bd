package dev.spate.server.internal.route;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The files of the page, read once from the directory `page` beside this class, be it in a jar or not.
///
/// Thread-safe: stateless.
final class PageFiles {
    private static final String INDEX = "page/index.html";

    private PageFiles() {}

    /// @return the files by their name; empty if there is no page
    /// @throws UncheckedIOException if they cannot be read
    static Map<String, byte[]> load() {
        URL index = PageFiles.class.getResource(INDEX);
        if (index == null) {
            return Map.of();
        }
        try {
            return read(index.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("page: " + index + " (expected: a URI)", e);
        } catch (IOException e) {
            throw new UncheckedIOException("page: " + index + " (expected: readable)", e);
        }
    }

    static Map<String, byte[]> read(URI index) throws IOException {
        if (!index.getScheme().equals("jar")) {
            return readDirectory(Path.of(index).resolveSibling("."));
        }
        String text = index.toString();
        URI archive = URI.create(text.substring(0, text.indexOf("!/")));
        Path jar = Path.of(URI.create(archive.getRawSchemeSpecificPart()));
        try (FileSystem files = FileSystems.newFileSystem(jar)) {
            return readDirectory(
                    files.getPath(text.substring(text.indexOf("!/") + 1)).resolveSibling("."));
        }
    }

    private static Map<String, byte[]> readDirectory(Path directory) throws IOException {
        var files = new HashMap<String, byte[]>();
        for (Path path : list(directory.normalize())) {
            files.put(path.getFileName().toString(), Files.readAllBytes(path));
        }
        return files;
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.filter(Files::isRegularFile).toList();
        }
    }
}
