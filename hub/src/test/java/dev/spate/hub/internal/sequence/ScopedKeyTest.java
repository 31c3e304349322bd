package dev.spate.hub.internal.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopedKeyTest {
    @Test
    void theTextIsTheSameOnEveryNodeAndInEveryVersion() {
        assertThat(ScopedKey.of("ann", "order 17").text()).isEqualTo("hCkfh5BK-hkof1FOHVjjZw");
        assertThat(ScopedKey.of("", "k").text()).isEqualTo("P1l5jxSTIvzD4QVgeG02sw");
    }

    @Test
    void sameKeyOfSomebodyElseIsAnother() {
        assertThat(ScopedKey.of("ann", "k")).isEqualTo(ScopedKey.of("ann", "k")).isNotEqualTo(ScopedKey.of("bob", "k"));
    }

    @Test
    void whereTheNameEndsMatters() {
        assertThat(ScopedKey.of("ann", "1k")).isNotEqualTo(ScopedKey.of("ann1", "k"));
    }

    @Test
    void namesThatUtf8CannotTellApartAreApart() {
        assertThat(ScopedKey.of("\uD800", "k")).isNotEqualTo(ScopedKey.of("\uD801", "k"));
    }

    @Test
    void noKeyIsNone() {
        assertThat(ScopedKey.of("ann", "").isNone()).isTrue();
        assertThat(ScopedKey.NONE.text()).isEmpty();
    }

    @Test
    void aTextIsReadAsWhatGaveIt() {
        var key = ScopedKey.of("ann", "k");

        assertThat(ScopedKey.parse(key.text())).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "k",
                "AAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAB",
                "!AAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAA"
            })
    void aTextThatNoHubHasWrittenIsNone(String text) {
        assertThat(ScopedKey.parse(text)).isEqualTo(ScopedKey.NONE);
    }
}
