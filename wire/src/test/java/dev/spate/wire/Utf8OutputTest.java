package dev.spate.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8OutputTest {

    private final Utf8Output output = new Utf8Output(1024, 4096);

    private void append(String text) {
        output.append(text, 0, text.length());
    }

    @Test
    void encodesEveryScalarValue() {
        StringBuilder all = new StringBuilder();
        for (int scalar = 0; scalar <= Character.MAX_CODE_POINT; scalar++) {
            if (scalar < Character.MIN_SURROGATE || scalar > Character.MAX_SURROGATE) {
                all.appendCodePoint(scalar);
            }
        }

        append(all.toString());

        assertThat(output.copy()).isEqualTo(all.toString().getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 509, 510, 511, 512, 513, 1022, 1023, 1024})
    void keepsAPairTogetherWhereverItStands(int before) {
        String text = "x".repeat(before) + "😀é";

        append(text);

        assertThat(output.copy()).asString(UTF_8).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 510, 511, 512, 1023})
    void replacesALoneSurrogateWhereverItStands(int before) {
        append("x".repeat(before) + "\uD83Dy");
        append("x".repeat(before) + "\uD83D");
        append("\uDE00");

        assertThat(output.copy())
                .asString(UTF_8)
                .isEqualTo("x".repeat(before) + "\uFFFDy" + "x".repeat(before) + "\uFFFD\uFFFD");
    }

    @Test
    void appendsOnlyThePartAskedFor() {
        output.append("ab😀cd", 1, 3);

        assertThat(output.copy()).asString(UTF_8).isEqualTo("b\uFFFD");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void worksFromTheSmallestSize(int initialBytes) {
        Utf8Output small = new Utf8Output(initialBytes, 4);

        small.append("日本😀", 0, 4);
        small.append('!');
        small.append(new byte[] {'a', 'b'});

        assertThat(small.copy()).asString(UTF_8).isEqualTo("日本😀!ab");
    }

    @Test
    void beginsAnewAfterAClear() {
        append("x".repeat(5000));

        output.clear();
        append("é");

        assertThat(output.size()).isEqualTo(2);
        assertThat(output.copy()).asString(UTF_8).isEqualTo("é");
    }
}
