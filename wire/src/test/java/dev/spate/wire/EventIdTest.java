package dev.spate.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdTest {

    static IntStream controlCharacters() {
        return IntStream.concat(IntStream.rangeClosed(0, 0x1F), IntStream.rangeClosed(0x7F, 0x9F));
    }

    static Stream<String> loneSurrogates() {
        return Stream.of("\uD83D", "\uDE00", "a\uD83Db", "\uDE00\uD83D", "\uD83D\uD83D\uDE00");
    }

    @ParameterizedTest
    @MethodSource("controlCharacters")
    void refusesEveryControlCharacter(int control) {
        String text = "a" + (char) control + "b";

        assertThatIllegalArgumentException().isThrownBy(() -> new EventId(text));
        assertThat(EventId.isValid(text)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("loneSurrogates")
    void refusesALoneSurrogate(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new EventId(text));
        assertThat(EventId.isValid(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "#k3-1z", " outer ", "~", "\u00A0", "é", "\u2028", "\uFEFF", "😀"})
    void takesEverythingElse(String text) {
        assertThat(new EventId(text).text()).isEqualTo(text);
        assertThat(EventId.isValid(text)).isTrue();
    }

    @Test
    void namesTheCharacterItRefuses() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventId("1\ndata: x"))
                .withMessage("id: \"1\\u000adata: x\""
                        + " (expected: no control character and no lone surrogate, found U+000A at index 1)");
    }

    @Test
    void shortensALongTextInItsMessage() {
        String text = "x".repeat(100_000) + "\0";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventId(text))
                .withMessageStartingWith("id: \"" + "x".repeat(64) + "…\"")
                .withMessageEndingWith("found U+0000 at index 100000)");
    }

    @Test
    void noneIsEmpty() {
        assertThat(EventId.NONE.isNone()).isTrue();
        assertThat(new EventId("")).isEqualTo(EventId.NONE);
        assertThat(new EventId("0").isNone()).isFalse();
    }

    @Test
    void printsItsText() {
        assertThat(new EventId("#k3-1z")).hasToString("#k3-1z");
    }
}
