package dev.spate.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LineSplitterTest {
    private static final int MAX = 10;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        a\\nb\\n          | a,b
        a\\r\\nb          | a,b
        \\n\\r\\n\\na\\n  | a
        a\\rb\\n          | a\\rb
        a                 | a
        0123456789\\r\\n  | 0123456789
        """)
    void linesAreTheSameWhereverTheInputIsCut(String text, String lines) {
        String input = text.translateEscapes();

        for (int cut = 0; cut <= input.length(); cut++) {
            assertThat(split(input.substring(0, cut), input.substring(cut)))
                    .as("cut at %d", cut)
                    .containsExactly(lines.translateEscapes().split(","));
        }
    }

    @Test
    void aLineOfOneByteMoreIsTooLong() {
        assertThat(split("0123456789\n")).hasSize(1);
        assertThatThrownBy(() -> split("0123456789a\n")).hasMessageContaining("at most 10");
        assertThatThrownBy(() -> split("0123456789a")).hasMessageContaining("at most 10");
    }

    @Test
    void aLineWithoutAnEndIsNotKeptBeyondTheLimit() {
        assertThatThrownBy(() -> split("01234567890123")).hasMessageContaining("at most 10");
    }

    @Test
    void moreMayBeOfferedOnlyOnceEverythingIsTaken() {
        var splitter = new LineSplitter(MAX);
        splitter.offer("a\nb".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> splitter.offer(new byte[1])).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatIsHeldIsKnown() {
        var splitter = new LineSplitter(MAX);

        splitter.offer("abc".getBytes(StandardCharsets.UTF_8));
        splitter.next();

        assertThat(splitter.partialBytes()).isEqualTo(3);
        assertThat(splitter.isEmpty()).isFalse();
        assertThat(splitter.last()).isPresent();
        assertThat(splitter.isEmpty()).isTrue();
    }

    @Test
    void aLongLineLeavesNoRoomBehind() {
        var splitter = new LineSplitter(200_000);
        splitter.offer(("a".repeat(150_000) + "\nb\n").getBytes(StandardCharsets.UTF_8));

        assertThat(splitter.next().map(Line::length)).contains(150_000);
        assertThat(splitter.next().map(Line::length)).contains(1);
    }

    private static List<String> split(String... pieces) {
        var splitter = new LineSplitter(MAX);
        var lines = new ArrayList<String>();
        for (String piece : pieces) {
            splitter.offer(piece.getBytes(StandardCharsets.UTF_8));
            for (Optional<Line> line = splitter.next(); line.isPresent(); line = splitter.next()) {
                lines.add(new String(line.get().toBytes(), StandardCharsets.UTF_8));
            }
        }
        splitter.last().ifPresent(line -> lines.add(new String(line.toBytes(), StandardCharsets.UTF_8)));
        return lines;
    }
}
