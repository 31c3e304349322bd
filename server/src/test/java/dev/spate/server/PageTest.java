package dev.spate.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The page, as a browser gets it.
final class PageTest {
    @AutoClose
    private final TestServer server = TestServer.start();

    @AutoClose
    private final RawClient client = server.connect();

    @Test
    void mayDoNoMoreThanItHasTo() {
        RawResponse answer = client.get("/").read();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.field("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http");
        assertThat(answer.field("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.field("Cache-Control")).isEqualTo("no-cache");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /         | text/html; charset=utf-8
        /page.js  | text/javascript; charset=utf-8
        /page.css | text/css; charset=utf-8
        /icon.svg | image/svg+xml
        """)
    void hasFilesOfTheRightType(String path, String type) {
        RawResponse answer = client.get(path).read();

        assertThat(answer.field("Content-Type")).isEqualTo(type);
        assertThat(answer.body()).isNotEmpty();
    }

    @Test
    void isNotSentToWhoAsksForItsHeadOnly() {
        client.head("HEAD / HTTP/1.1", "Host: localhost");

        assertThat(Integer.parseInt(client.readWithoutBody().field("Content-Length")))
                .isPositive();
        assertThat(client.get("/-/healthy").read().status()).isEqualTo(200);
    }

    @Test
    void isOnlyRead() {
        RawResponse answer = client.post("/", "text/plain", "x").read();

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.field("Allow")).isEqualTo("GET, HEAD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/index.html",
                "/page/page.js",
                "/../page.js",
                "/%2e%2e/page.js",
                "/PageRoute.class",
                "/favicon.ico"
            })
    void isAllThatIsThere(String path) {
        assertThat(client.get(path).read().status()).isEqualTo(404);
    }

    @Test
    void needsNoAddressOfOthers() {
        String page = client.get("/").read().body();

        assertThat(page).doesNotContain("https://", "src=\"http", "href=\"http", "<script>", " style=\"", " onclick=");
    }
}
