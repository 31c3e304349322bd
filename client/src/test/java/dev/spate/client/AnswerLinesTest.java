package dev.spate.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerLinesTest {

    private final StreamBody body = new StreamBody();
    private final AnswerLines lines = new AnswerLines(body, StreamBody.FOREVER);

    private void receive(String... pieces) {
        body.onNext(Arrays.stream(pieces)
                .map(piece -> ByteBuffer.wrap(piece.getBytes(StandardCharsets.UTF_8)))
                .toList());
        body.onComplete();
    }

    @Test
    void linesAreReadAcrossPieces() throws Exception {
        receive("é", "1\n2\r\n", "\n3", "3\n");

        assertThat(List.of(lines.next(), lines.next(), lines.next(), lines.next()))
                .extracting(line -> line.orElse("none"))
                .containsExactly("é1", "2", "", "33");
        assertThat(lines.next()).isEmpty();
    }

    @Test
    void aLineWithoutAnEndIsNone() throws Exception {
        receive("1\n2");

        assertThat(lines.next()).hasValue("1");
        assertThat(lines.next()).isEmpty();
    }

    @Test
    void aLineIsBounded() {
        receive("x".repeat(64 << 10), "x");

        assertThatThrownBy(lines::next)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("answer: a line of more");
    }

    @Test
    void aLineAtTheBoundIsRead() throws Exception {
        receive("x".repeat(64 << 10), "\n");

        assertThat(lines.next().orElseThrow()).hasSize(64 << 10);
    }
}
