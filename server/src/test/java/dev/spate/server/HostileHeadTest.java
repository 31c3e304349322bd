package dev.spate.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Heads that no honest client sends: each is answered, and the connection closed.
final class HostileHeadTest {
    private static final int MAX_HEAD = 1_000;

    @AutoClose
    private final TestServer server =
            TestServer.limitedBy(limits -> limits.maxHeadBytes(MAX_HEAD).maxHeadFields(10));

    @AutoClose
    private final RawClient client = server.connect();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /events/a HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 1\\r\\nContent-Length: 2\\r\\n\\r\\n",
                "POST /events/a HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 1\\r\\nContent-Length: 1\\r\\n\\r\\n",
                "POST /events/a HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 1, 1\\r\\n\\r\\n",
                "POST /events/a HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: +1\\r\\n\\r\\n",
                "POST /events/a HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: -1\\r\\n\\r\\n",
                "POST /events/a HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 0x1\\r\\n\\r\\n",
                "POST /events/a HTTP/1.1\\r\\nHost: a\\r\\nContent-Length:\\r\\n\\r\\n",
                "POST /events/a HTTP/1.1\\r"
                        + "\\n"
                        + "Host: a\\r"
                        + "\\n"
                        + "Content-Length: 1\\r"
                        + "\\n"
                        + "Transfer-Encoding: chunked\\r"
                        + "\\n"
                        + "\\r"
                        + "\\n",
                "POST /events/a HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked, chunked\\r\\n\\r\\n",
                "POST /events/a HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked, gzip\\r\\n\\r\\n",
                "POST /events/a HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: identity\\r\\n\\r\\n",
                "POST /events/a HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding : chunked\\r\\n\\r\\n",
                "POST /events/a HTTP/1.0\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n",
                "GET /events HTTP/1.1\\r\\nHost: a\\r\\nX: a\\r\\n b\\r\\n\\r\\n",
                "GET /events HTTP/1.1\\r\\nHost: a\\r\\nX: a\\r\\n\\tb\\r\\n\\r\\n",
                "GET /events HTTP/1.1\\r\\nHost: a\\r\\nX: a\\rb\\r\\n\\r\\n",
                "GET /events HTTP/1.1\\nHost: a\\n\\n",
                "GET /events HTTP/1.1\\r\\nHost: a\\r\\nX: a\\0\\r\\n\\r\\n",
                "GET /events HTTP/1.1\\r\\nHost : a\\r\\n\\r\\n",
                "GET /events HTTP/1.1\\r\\nHost\\r\\n\\r\\n",
                "GET /events HTTP/1.1\\r\\n: a\\r\\n\\r\\n",
                "GET /events HTTP/1.1\\r\\n\\r\\n",
                "GET /events HTTP/1.1\\r\\nHost: a\\r\\nHost: a\\r\\n\\r\\n",
                "GET /events HTTP/1.1\\r\\nHost: a b\\r\\n\\r\\n",
                "GET  /events HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n",
                "GET\\t/events HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n",
                "GET /events\\r\\n",
                "GET /events HTTQ/1.1\\r\\nHost: a\\r\\n\\r\\n",
                "GET events HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n",
                "GET /events# HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n",
                "G(T /events HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n",
                "GET /events HTTP/1.1\\r\\nHost: a\\r\\nSec-WebSocket-Key1: x\\r\\nSec-WebSocket-Key2: y\\r\\n\\r\\n",
                "\\26\\3\\1\\2\\0\\1"
            })
    void isAnsweredAndTheConnectionClosed(String head) {
        RawResponse answer = client.send(head.translateEscapes()).read();

        assertThat(answer.status()).isIn(400, 501);
        assertThat(answer.field("Connection")).isEqualTo("close");
        assertThat(answer.field("Content-Type")).isEqualTo("application/problem+json");
        assertThat(client.isAtEnd()).isTrue();
        assertThat(server.hub().stats().published()).isZero();
    }

    @Test
    void anotherVersionIsNotSpoken() {
        RawResponse answer = client.head("GET /events HTTP/2.0", "Host: a").read();

        assertThat(answer.status()).isEqualTo(505);
        assertThat(client.isAtEnd()).isTrue();
    }

    @Test
    void whatFollowsABadHeadIsNotServed() {
        client.head(
                "GET /-/healthy HTTP/1.1", "Host : a", "", "POST /events/a HTTP/1.1", "Host: a", "Content-Length: 0");

        assertThat(client.read().status()).isEqualTo(400);
        assertThat(client.isAtEnd()).isTrue();
        assertThat(server.hub().stats().published()).isZero();
    }

    @Test
    void whatCameBeforeABadHeadIsAnsweredFirst() {
        client.head("GET /-/healthy HTTP/1.1", "Host: a", "", "GET / HTTP/1.1", "Host : a");

        assertThat(client.read().status()).isEqualTo(200);
        assertThat(client.read().status()).isEqualTo(400);
        assertThat(client.isAtEnd()).isTrue();
    }

    @Test
    void aHeadThatComesByteByByteIsReadAllTheSame() {
        for (char c : "GET /-/healthy HTTP/1.1\r\nHost: a\r\n\r\n".toCharArray()) {
            client.send(String.valueOf(c));
        }

        assertThat(client.read().status()).isEqualTo(200);
    }

    @Nested
    class Limits {
        @Test
        void aHeadOfJustTheLimitIsRead() {
            assertThat(client.send(headOf(MAX_HEAD)).read().status()).isEqualTo(200);
        }

        @Test
        void aHeadOfOneByteMoreIsTooLarge() {
            assertThat(client.send(headOf(MAX_HEAD + 1)).read().status()).isEqualTo(431);
            assertThat(client.isAtEnd()).isTrue();
        }

        @Test
        void aTargetThatFillsTheHeadIsTooLong() {
            assertThat(client.send("GET /" + "a".repeat(MAX_HEAD)).read().status())
                    .isEqualTo(414);
            assertThat(client.isAtEnd()).isTrue();
        }

        @ParameterizedTest
        @CsvSource({"10, 200", "11, 431"})
        void ofFieldsAreCounted(int count, int status) {
            String fields = "X: y\r\n".repeat(count - 1);

            assertThat(client.send("GET /-/healthy HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n")
                            .read()
                            .status())
                    .isEqualTo(status);
        }

        private static String headOf(int bytes) {
            String head = "GET /-/healthy HTTP/1.1\r\nHost: a\r\nX: \r\n\r\n";
            return head.replace("X: ", "X: " + "x".repeat(bytes - head.length()));
        }
    }

    @Nested
    class Endless {
        @Test
        void headsAreGivenUp() {
            try (var quick = hasty();
                    var slow = quick.connect()) {
                slow.send("GET /events HTTP/1.1\r\nHost: a\r\nX: ");

                assertThat(slow.read().status()).isEqualTo(408);
                assertThat(slow.isAtEnd()).isTrue();
            }
        }

        @Test
        void headsAreGivenUpHoweverManyBytesTrickleIn() {
            try (var quick = hasty();
                    var slow = quick.connect()) {
                byte[] filler = "\r\nX: y".repeat(100).getBytes(StandardCharsets.US_ASCII);

                slow.send("GET /events HTTP/1.1\r\nHost: a").sendIfTaken(filler);

                assertThat(slow.read().status()).isIn(408, 431);
            }
        }

        @Test
        void silenceIsEndedWithoutAWord() {
            try (var quick = hasty();
                    var silent = quick.connect()) {
                assertThat(silent.isAtEnd()).isTrue();
            }
        }

        @Test
        void emptyLinesAreEndedToo() {
            try (var quick = hasty();
                    var silly = quick.connect()) {
                silly.send("\r\n\r\n");

                assertThat(silly.isAtEnd()).isTrue();
            }
        }

        private static TestServer hasty() {
            return TestServer.limitedBy(limits -> limits.headTimeout(Duration.ofMillis(50)));
        }
    }
}
