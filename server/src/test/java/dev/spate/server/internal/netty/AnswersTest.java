package dev.spate.server.internal.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.server.internal.http.Answer;
import dev.spate.server.internal.http.HeaderFields;
import dev.spate.server.internal.http.RequestHead;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AnswersTest {
    private static final String DATE = "Sun, 06 Nov 1994 08:49:37 GMT";

    @Test
    void aHeadIsWrittenAsItGoesOnTheWire() {
        var answer = new Answer(200, HeaderFields.of("Vary", "Accept").all(), new byte[12]);

        assertThat(head(answer, "HTTP/1.1", "GET", Answers.Then.KEEP))
                .isEqualTo("HTTP/1.1 200 OK\r\nDate: " + DATE + "\r\nVary: Accept\r\nContent-Length: 12\r\n\r\n");
    }

    @Test
    void theLastAnswerSaysSo() {
        assertThat(head(Answer.text(404, ""), "HTTP/1.1", "GET", Answers.Then.CLOSE))
                .startsWith("HTTP/1.1 404 Not Found\r\n")
                .endsWith("Content-Length: 0\r\nConnection: close\r\n\r\n");
    }

    @Test
    void anOldClientIsToldThatTheConnectionIsKept() {
        assertThat(head(Answer.text(200, "x"), "HTTP/1.0", "GET", Answers.Then.KEEP))
                .endsWith("Connection: keep-alive\r\n\r\n");
    }

    @Test
    void noContentHasNoLength() {
        assertThat(head(Answer.empty(204), "HTTP/1.1", "GET", Answers.Then.KEEP))
                .doesNotContain("Content-Length");
    }

    @Test
    void theHeadOfAStreamHasNoLength() {
        assertThat(head(Answer.empty(200), "HTTP/1.1", "HEAD", Answers.Then.KEEP))
                .doesNotContain("Content-Length");
    }

    // RFC 9110 5.5: CR, LF and NUL in a value are dangerous.
    @ParameterizedTest
    @ValueSource(strings = {"a\r\nB: c", "a\nb", "a\0", "\u007f", "\u0100"})
    void aValueCannotBeginAnotherField(String value) {
        var answer = Answer.empty(200, "X", value);

        assertThatThrownBy(() -> head(answer, "HTTP/1.1", "GET", Answers.Then.KEEP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("X: 0x");
    }

    private static String head(Answer answer, String version, String method, Answers.Then then) {
        var request = RequestHead.parse(version, method, "/", HeaderFields.of("Host", "localhost"));
        var out = Unpooled.buffer();
        Answers.writeHead(answer, request, new Answers.Ending(then, DATE), out);
        return out.toString(StandardCharsets.ISO_8859_1);
    }
}
