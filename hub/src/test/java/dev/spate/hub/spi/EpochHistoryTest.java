package dev.spate.hub.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spate.hub.Position;
import dev.spate.hub.spi.EpochHistory.Standing;
import org.junit.jupiter.api.Test;

class EpochHistoryTest {
    private static final EpochHistory HISTORY =
            EpochHistory.beginning(7).followedBy(3, 100).followedBy(9, 200);

    @Test
    void offsetBelongsToTheEpochThatGaveItOut() {
        assertThat(HISTORY.at(0)).isEqualTo(new Position(7, 0));
        assertThat(HISTORY.at(99)).isEqualTo(new Position(7, 99));
        assertThat(HISTORY.at(100)).isEqualTo(new Position(3, 100));
        assertThat(HISTORY.at(200)).isEqualTo(new Position(9, 200));
    }

    @Test
    void positionOfAnOlderEpochHoldsUpToTheFirstOffsetOfTheNext() {
        assertThat(HISTORY.standing(new Position(7, 99))).isEqualTo(new Standing.Holds(99));
        assertThat(HISTORY.standing(new Position(7, 100))).isEqualTo(new Standing.Ended(99));
        assertThat(HISTORY.standing(new Position(3, 250))).isEqualTo(new Standing.Ended(199));
    }

    @Test
    void positionOfTheCurrentEpochHolds() {
        assertThat(HISTORY.standing(new Position(9, 1_000))).isEqualTo(new Standing.Holds(1_000));
    }

    @Test
    void positionOfAnUnknownEpochIsForeign() {
        assertThat(HISTORY.standing(new Position(8, 1))).isEqualTo(new Standing.Foreign());
    }

    @Test
    void epochThatBeginsBeforeTheLastIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HISTORY.followedBy(1, 199))
                .withMessage("first offset: 199 (expected: >= 200)");
    }
}
