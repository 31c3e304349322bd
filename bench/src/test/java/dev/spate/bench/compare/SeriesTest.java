package dev.spate.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class SeriesTest {
    @Nested
    class Medians {
        @Test
        void ofOneRunIsThatRun() {
            assertThat(series(7.0).median()).isEqualTo(7);
        }

        @Test
        void ofThreeRunsIsTheMiddleOneWhateverTheirOrder() {
            assertThat(series(9.0, 1.0, 4.0).median()).isEqualTo(4);
        }

        @Test
        void ofTwoRunsLiesBetweenThem() {
            assertThat(series(1.0, 4.0).median()).isEqualTo(2.5);
        }
    }

    @Nested
    class Spreads {
        @Test
        void goFromTheLeastToTheMost() {
            assertThat(series(3.0, 1.0, 2.0).span()).isEqualTo(new Span(1, 3));
        }

        @Test
        void ofASeriesAgainstItselfAreOfAnyRunWithAnyOther() {
            assertThat(series(8.0, 10.0, 5.0).againstItself()).isEqualTo(new Span(0.5, 2));
        }

        @Test
        void ofOneRunAgainstItselfAreNone() {
            assertThat(series(8.0).againstItself()).isEqualTo(new Span(1, 1));
        }
    }

    @Nested
    class Ratios {
        @Test
        void areOfRunsThatFollowedEachOther() {
            assertThat(series(1.0, 6.0).over(series(2.0, 3.0))).isEqualTo(series(0.5, 2.0));
        }

        @Test
        void needAsManyRuns() {
            assertThatThrownBy(() -> series(1.0).over(series(2.0, 3.0)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("runs: 1 over 2 (expected: as many)");
        }
    }

    @Nested
    class Refused {
        @Test
        void areSeriesWithoutARun() {
            assertThatThrownBy(() -> new Series(List.of())).hasMessage("runs: 0 (expected: at least one)");
        }

        @Test
        void areValuesThatNoRatioCanBeMadeOf() {
            assertThatThrownBy(() -> series(1.0, 0.0)).hasMessage("value: 0.0 (expected: positive)");
            assertThatThrownBy(() -> series(Double.NaN)).hasMessage("value: NaN (expected: positive)");
        }
    }

    private static Series series(Double... values) {
        return new Series(List.of(values));
    }
}
