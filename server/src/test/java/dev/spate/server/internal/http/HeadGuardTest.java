package dev.spate.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HeadGuardTest {
    private static final int MAX_BYTES = 100;
    private static final int MAX_FIELDS = 3;

    private final HeadGuard guard = new HeadGuard(MAX_BYTES, MAX_FIELDS);

    @Nested
    class LetsPass {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "GET / HTTP/1.1\r\n\r\n",
                    "\r\n\r\nGET / HTTP/1.1\r\n\r\n",
                    "GET / HTTP/1.1\r\nHost: a\r\nX-A:\r\nX-B: \tb\t c \r\n\r\n",
                    "GET /\u00e4 HTTP/1.1\r\nLast-Event-ID: \u00c3\u00a4\r\n\r\n",
                    "!#$%&'*+-.^_`|~ / HTTP/1.1\r\n!#$%&'*+-.^_`|~09azAZ: x\r\n\r\n"
                })
        void aHeadThatKeepsTheRules(String head) {
            assertThat(take(head)).isEqualTo(head.length());
            assertThat(guard.isRefused()).isFalse();
        }

        @Test
        void nothingBeyondTheEndOfTheHead() {
            String head = "GET / HTTP/1.1\r\n\r\n";

            assertThat(take(head + "POST")).isEqualTo(head.length());
        }

        @Test
        void aSecondHeadAfterTheFirst() {
            take("GET / HTTP/1.1\r\nA: b\r\n\r\n");

            int taken = guard.restart();

            assertThat(taken).isEqualTo(24);
            assertThat(take("GET / HTTP/1.1\r\n\r\n")).isEqualTo(18);
            assertThat(guard.isRefused()).isFalse();
        }
    }

    @Nested
    class Refuses {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
            GET / HTTP/1.1\\nA: b\\r\\n              | head: a bare LF
            GET / HTTP/1.1\\rA: b\\r\\n              | head: a bare CR
            \\nGET                                   | head: a bare LF
            \\rGET                                   | head: a bare CR
            GET / HTTP/1.1\\r\\nA: b\\n              | head: a bare LF
            GET / HTTP/1.1\\r\\nA: b\\rc             | head: a bare CR
            GET / HTTP/1.1\\r\\nA: b\\r\\n\\rX       | head: a bare CR
            GET / HTTP/1.1\\r\\nA: b\\r\\n c: d      | header: a folded line
            GET / HTTP/1.1\\r\\nA: b\\r\\n\\tc: d    | header: a folded line
            GET / HTTP/1.1\\r\\n A: b                | header: a folded line
            GET / HTTP/1.1\\r\\nA : b                | header: 0x20 in the name
            GET / HTTP/1.1\\r\\nA\\t: b              | header: 0x09 in the name
            GET / HTTP/1.1\\r\\nA\\r\\n              | header: 0x0d in the name
            GET / HTTP/1.1\\r\\n: b                  | header: a field without a name
            GET / HTTP/1.1\\r\\nA(: b                | header: 0x28 in the name
            GET / HTTP/1.1\\r\\nA\\344: b            | header: 0xe4 in the name
            GET / HTTP/1.1\\r\\nA: b\\0              | header: 0x00
            GET / HTTP/1.1\\r\\nA: b\\177            | header: 0x7f
            GET / HTTP/1.1\\r\\nA: b\\013            | header: 0x0b
            GET /\\0 HTTP/1.1                        | request line: 0x00
            GET\\t/ HTTP/1.1                         | request line: 0x09
            GET  / HTTP/1.1\\r\\n                    | request line: a stray space
            GET / HTTP/1.1 \\r\\n                    | request line: a stray space
            GET /\\r\\n                              | request line: 1 spaces
            """)
        void whatParsersDisagreeAbout(String head, String detail) {
            take(head.translateEscapes());

            assertThat(guard.isRefused()).isTrue();
            assertThat(guard.problem().kind()).isEqualTo(ProblemKind.MALFORMED_REQUEST);
            assertThat(guard.problem().detail()).startsWith(detail);
        }

        @Test
        void aSpaceBeforeTheRequestLine() {
            take(" GET / HTTP/1.1");

            assertThat(guard.problem().detail()).startsWith("request line: a stray space");
        }
    }

    @Nested
    class Bounds {
        @Test
        void aHeadOfJustTheLimitPasses() {
            take(headOf(MAX_BYTES));

            assertThat(guard.isRefused()).isFalse();
            assertThat(guard.restart()).isEqualTo(MAX_BYTES);
        }

        @Test
        void aHeadOfOneByteMoreIsTooLarge() {
            take(headOf(MAX_BYTES + 1));

            assertThat(guard.problem().kind()).isEqualTo(ProblemKind.HEAD_TOO_LARGE);
        }

        @Test
        void aRequestLineThatFillsTheLimitHasATargetThatIsTooLong() {
            take("GET /" + "a".repeat(MAX_BYTES));

            assertThat(guard.problem().kind()).isEqualTo(ProblemKind.URI_TOO_LONG);
        }

        @Test
        void emptyLinesCount() {
            take("\r\n".repeat(MAX_BYTES));

            assertThat(guard.problem().kind()).isEqualTo(ProblemKind.HEAD_TOO_LARGE);
        }

        @Test
        void asManyFieldsAsTheLimitPass() {
            take("GET / HTTP/1.1\r\n" + "A: b\r\n".repeat(MAX_FIELDS) + "\r\n");

            assertThat(guard.isRefused()).isFalse();
        }

        @Test
        void oneFieldMoreIsTooMany() {
            take("GET / HTTP/1.1\r\n" + "A: b\r\n".repeat(MAX_FIELDS + 1) + "\r\n");

            assertThat(guard.problem().kind()).isEqualTo(ProblemKind.HEAD_TOO_LARGE);
            assertThat(guard.problem().detail()).isEqualTo("header: more fields (expected: at most 3)");
        }

        private static String headOf(int bytes) {
            String head = "GET / HTTP/1.1\r\nA: \r\n\r\n";
            return head.replace("A: ", "A: " + "b".repeat(bytes - head.length()));
        }
    }

    @Test
    void emptyLinesDoNotBeginAHead() {
        take("\r\n\r");

        assertThat(guard.isAtStart()).isTrue();
        take("\nG");
        assertThat(guard.isAtStart()).isFalse();
    }

    /// @return how many bytes were taken
    private int take(String text) {
        int taken = 0;
        for (byte value : text.getBytes(StandardCharsets.ISO_8859_1)) {
            taken++;
            if (!guard.take(value)) {
                return taken;
            }
        }
        return taken;
    }
}
