package dev.spate.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {
    @ParameterizedTest
    @CsvSource({
        "0,0,#0-0",
        "35,36,#z-10",
        "1099511627776,1,#e13wu1og-1",
        "9223372036854775807,9223372036854775807," + "#1y2p0ij32e8e7-1y2p0ij32e8e7"
    })
    void textIsEpochAndOffsetInBase36(long epoch, long offset, String text) {
        var position = new Position(epoch, offset);

        assertThat(position.text()).isEqualTo(text);
        assertThat(Position.parse(text)).contains(position);
    }

    @Test
    void textWithoutItsHashIsReadToo() {
        assertThat(Position.parse("z-10")).contains(new Position(35, 36));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "#",
                "-",
                "#-",
                "#a",
                "#a-",
                "#-a",
                "#A-1",
                "#a-1-",
                "#a--1",
                "##a-1",
                "#a-01",
                "#00-1",
                "# a-1",
                "#a-1 ",
                "#a-+1",
                "#é-1",
                "#1y2p0ij32e8e8-1",
                "#a-zzzzzzzzzzzzz",
                "#a-11111111111111",
                "#a-١"
            })
    void whatTheHubNeverWroteIsNoPosition(String text) {
        assertThat(Position.parse(text)).isEmpty();
    }

    @Test
    void negativeNumbersAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Position(-1, 0))
                .withMessage("epoch: -1 (expected: >= 0)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Position(0, -1))
                .withMessage("offset: -1 (expected: >= 0)");
    }
}
