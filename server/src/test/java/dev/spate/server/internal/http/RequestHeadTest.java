package dev.spate.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestHeadTest {
    @Nested
    class Target {
        @Test
        void ofTheOriginFormIsTakenApart() {
            assertThat(RequestTarget.parse("/events/a%20b?x=1?2"))
                    .isEqualTo(new RequestTarget("/events/a%20b", "x=1?2", ""));
        }

        @ParameterizedTest
        @CsvSource(textBlock = """
            http://a.example:81/events?x, /events, x, a.example:81
            HTTPS://a.example/events, /events, '', a.example
            http://a.example, /, '', a.example
            http://a.example?x, /, x, a.example
            *, *, '', ''
            """)
        void ofOtherFormsIsTakenApart(String text, String path, String query, String authority) {
            assertThat(RequestTarget.parse(text)).isEqualTo(new RequestTarget(path, query, authority));
        }

        @ParameterizedTest
        @ValueSource(strings = {"events", "/events#a", "ftp://a/b", "http:///b", "http://me@a/b", "a:80", ""})
        void ofNoFormIsRefused(String text) {
            assertThatThrownBy(() -> RequestTarget.parse(text))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("request target: ");
        }

        @Test
        void isShownWithoutItsQuery() {
            assertThatThrownBy(() -> RequestTarget.parse("events?token=secret"))
                    .hasMessageContaining("\"events?…\"")
                    .hasMessageNotContaining("secret");
        }

        @Test
        void withAnAuthorityGoesBeforeTheHostField() {
            RequestHead head =
                    RequestHead.parse("HTTP/1.1", "GET", "http://a.example/", HeaderFields.of("Host", "b.example"));

            assertThat(head.host()).isEqualTo("a.example");
        }
    }

    @Nested
    class Host {
        @Test
        void isNeededInHttp11() {
            assertRefused("HTTP/1.1", ProblemKind.MALFORMED_REQUEST);
        }

        @Test
        void isNotNeededInHttp10() {
            assertThat(RequestHead.parse("HTTP/1.0", "GET", "/", HeaderFields.of())
                            .host())
                    .isEmpty();
        }

        @Test
        void comesOnce() {
            assertRefused("HTTP/1.1", ProblemKind.MALFORMED_REQUEST, "Host", "a", "host", "a");
        }

        @ParameterizedTest
        @ValueSource(strings = {"a b", "a/b", "me@a", "a,b", "a?b", "\u00e4"})
        void isAName(String host) {
            assertRefused("HTTP/1.1", ProblemKind.MALFORMED_REQUEST, "Host", host);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "a", "a.example:80", "[::1]:80", "127.0.0.1"})
        void mayHaveAPort(String host) {
            assertThat(RequestHead.parse("HTTP/1.1", "GET", "/", HeaderFields.of("Host", host))
                            .host())
                    .isEqualTo(host);
        }
    }

    @Nested
    class Framing {
        @Test
        void byTwoLengthsIsRefused() {
            assertRefused(
                    "HTTP/1.1",
                    ProblemKind.MALFORMED_REQUEST,
                    "Host",
                    "a",
                    "Content-Length",
                    "1",
                    "content-length",
                    "1");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "-1", "+1", "1 ", "0x1", "1,1", "1234567890123456789", "\u0661"})
        void byALengthThatIsNoneIsRefused(String length) {
            assertRefused("HTTP/1.1", ProblemKind.MALFORMED_REQUEST, "Host", "a", "Content-Length", length);
        }

        @Test
        void byLengthAndChunksIsRefused() {
            assertRefused(
                    "HTTP/1.1",
                    ProblemKind.MALFORMED_REQUEST,
                    "Host",
                    "a",
                    "Content-Length",
                    "1",
                    "Transfer-Encoding",
                    "chunked");
        }

        @ParameterizedTest
        @ValueSource(strings = {"gzip, chunked", "identity", "chunked, chunked", "xchunked", ""})
        void byAnotherCodingIsRefused(String coding) {
            assertRefused("HTTP/1.1", ProblemKind.NOT_IMPLEMENTED, "Host", "a", "Transfer-Encoding", coding);
        }

        @Test
        void byChunksIsRefusedInHttp10() {
            assertRefused("HTTP/1.0", ProblemKind.MALFORMED_REQUEST, "Transfer-Encoding", "chunked");
        }

        @Test
        void ofAnOldDraftOfWebSocketsIsRefused() {
            assertRefused("HTTP/1.1", ProblemKind.MALFORMED_REQUEST, "Host", "a", "Sec-WebSocket-Key1", "x");
        }

        @Test
        void byChunksOrALengthIsUnderstood() {
            assertThat(head("Transfer-Encoding", "Chunked").hasBody()).isTrue();
            assertThat(head("Content-Length", "000000000000000012").contentLength())
                    .isEqualTo(12);
            assertThat(head("Content-Length", "0").hasBody()).isFalse();
            assertThat(head().hasBody()).isFalse();
        }
    }

    @Nested
    class KeepingAlive {
        @ParameterizedTest
        @CsvSource(textBlock = """
            HTTP/1.1, keep-alive, true
            HTTP/1.1, '', true
            HTTP/1.1, 'x, Close', false
            HTTP/1.0, '', false
            HTTP/1.0, Keep-Alive, true
            """)
        void dependsOnVersionAndWish(String version, String connection, boolean expected) {
            RequestHead head =
                    RequestHead.parse(version, "GET", "/", HeaderFields.of("Host", "a", "Connection", connection));

            assertThat(head.isKeepAlive()).isEqualTo(expected);
        }
    }

    @Test
    void otherVersionsAreNotSpoken() {
        assertRefused("HTTP/2.0", ProblemKind.UNSUPPORTED_VERSION, "Host", "a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"G(T", ""})
    void aMethodIsAToken(String method) {
        assertThatThrownBy(() -> RequestHead.parse("HTTP/1.1", method, "/", HeaderFields.of("Host", "a")))
                .hasMessageStartingWith("method: ");
    }

    @Test
    void onlyHttp11ExpectsToContinue() {
        var fields = HeaderFields.of("Host", "a", "Expect", "100-Continue");

        assertThat(RequestHead.parse("HTTP/1.1", "POST", "/", fields).expectsContinue())
                .isTrue();
        assertThat(RequestHead.parse("HTTP/1.0", "POST", "/", fields).expectsContinue())
                .isFalse();
    }

    private static RequestHead head(String... more) {
        String[] fields = new String[more.length + 2];
        fields[0] = "Host";
        fields[1] = "a";
        System.arraycopy(more, 0, fields, 2, more.length);
        return RequestHead.parse("HTTP/1.1", "POST", "/", HeaderFields.of(fields));
    }

    private static void assertRefused(String version, ProblemKind kind, String... fields) {
        assertThatThrownBy(() -> RequestHead.parse(version, "POST", "/", HeaderFields.of(fields)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.problem().kind()).isEqualTo(kind));
    }
}
