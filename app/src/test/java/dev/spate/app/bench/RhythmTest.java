package dev.spate.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RhythmTest {
    private static final long BEGIN = 5_000_000_000L;
    private static final long SECOND = 1_000_000_000L;

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 3, 10, 7777, 1e6})
    void aPacedEventIsDueWhenItsTimeHasComeAndNotBefore(double rate) {
        var paced = new Rhythm.Paced(rate, BEGIN, BEGIN + 100 * SECOND);
        for (long event = 1; event < 40; event++) {
            long time = paced.intendedNanos(event, 0);

            assertThat(paced.due(time)).isEqualTo(event + 1);
            assertThat(paced.due(time - 2)).isEqualTo(event);
        }
    }

    @Test
    void aRateGivesSoManyEventsASecond() {
        var paced = new Rhythm.Paced(10, BEGIN, BEGIN + 3 * SECOND);

        assertThat(paced.due(BEGIN - 1)).isZero();
        assertThat(paced.due(BEGIN)).isEqualTo(1);
        assertThat(paced.due(BEGIN + 60 * SECOND)).isEqualTo(30);
        assertThat(paced.isOver(BEGIN + 3 * SECOND)).isTrue();
    }

    @Test
    void whatWasDueWhenItIsStoppedStaysDue() {
        var stopped = new Rhythm.Paced(10, BEGIN, BEGIN + 3 * SECOND).until(BEGIN + SECOND);

        assertThat(stopped.due(BEGIN + 3 * SECOND)).isEqualTo(10);
        assertThat(stopped.isOver(BEGIN + SECOND)).isTrue();
    }

    @Test
    void flatOutNothingIsDueAfterTheEnd() {
        var flatOut = new Rhythm.FlatOut(BEGIN);

        assertThat(flatOut.due(BEGIN - 1)).isGreaterThan(Integer.MAX_VALUE);
        assertThat(flatOut.due(BEGIN)).isZero();
        assertThat(flatOut.intendedNanos(3, BEGIN - 1)).isEqualTo(BEGIN - 1);
    }

    @Test
    void aQuotaIsDueAtOnce() {
        assertThat(new Rhythm.Quota(7).due(0)).isEqualTo(7);
        assertThat(new Rhythm.Quota(7).isOver(0)).isTrue();
    }
}
