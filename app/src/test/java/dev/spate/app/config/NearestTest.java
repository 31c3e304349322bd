package dev.spate.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestTest {
    @ParameterizedTest
    @CsvSource({
        "'', '', 0",
        "a, '', 1",
        "'', ab, 2",
        "listen, lisen, 1",
        "listen, lsiten, 1",
        "data, date, 1",
        "ab, ba, 1"
    })
    void editsAreInsertionsDeletionsReplacementsAndSwaps(String from, String to, int edits) {
        assertThat(Nearest.edits(from, to)).isEqualTo(edits);
        assertThat(Nearest.edits(to, from)).isEqualTo(edits);
    }

    @Test
    void theFewestEditsWin() {
        assertThat(Nearest.to("retri", List.of("retention", "retry", "metrics")))
                .contains("retry");
    }

    @Test
    void whatIsTooFarAwayIsNoSlipOfThePen() {
        assertThat(Nearest.to("retry", List.of("listen", "hosts"))).isEmpty();
    }

    @Test
    void ofEquallyNearNamesTheFirstInTheAlphabetWins() {
        assertThat(Nearest.to("dat", List.of("date", "data"))).contains("data");
    }
}
