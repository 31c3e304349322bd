package dev.spate.server.internal.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PageRouteTest {
    private final PageRoute page = new PageRoute(
            Map.of("index.html", new byte[] {1}, "page.js", new byte[] {2}, "secret.class", new byte[] {3}));

    @Test
    void theIndexIsAtTheRoot() {
        assertThat(page.serves("/")).isTrue();
        assertThat(page.serves("/index.html")).isFalse();
    }

    @Test
    void otherFilesAreBesideIt() {
        assertThat(page.serves("/page.js")).isTrue();
    }

    @Test
    void nothingElseIsServed() {
        assertThat(page.serves("/secret.class")).isFalse();
        assertThat(page.serves("/../page.js")).isFalse();
        assertThat(page.serves("/%70age.js")).isFalse();
        assertThat(page.serves("")).isFalse();
    }

    @Test
    void filesAreReadFromAnArchiveToo(@TempDir Path directory) throws IOException {
        Path jar = directory.resolve("a b.jar");
        try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String name :
                    List.of("other/x.js", "deep/page/index.html", "deep/page/page.js", "deep/page/sub/y.js")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(1);
            }
        }

        var files = PageFiles.read(URI.create("jar:" + jar.toUri() + "!/deep/page/index.html"));

        assertThat(files).containsOnlyKeys("index.html", "page.js");
    }

    @Test
    void filesAreThere() {
        assertThat(PageFiles.load()).containsKey("index.html");
    }
}
