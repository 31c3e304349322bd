package dev.spate.server.internal.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

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
}
