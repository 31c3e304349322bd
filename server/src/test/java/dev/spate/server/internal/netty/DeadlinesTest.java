package dev.spate.server.internal.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.server.ServerLimits;
import dev.spate.server.internal.netty.Deadlines.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class DeadlinesTest {
    private static final ServerLimits LIMITS = ServerLimits.standard()
            .with()
            .headTimeout(Duration.ofSeconds(10))
            .bodyIdleTimeout(Duration.ofSeconds(30))
            .idleTimeout(Duration.ofSeconds(75))
            .feedIdleTimeout(Duration.ofSeconds(300))
            .build();

    private final Deadlines deadlines = new Deadlines(LIMITS, 0);

    @Test
    void aHeadHasItsTimeFromTheConnectionOn() {
        assertThat(at(5, Phase.FRESH, 0)).isFalse();
        assertThat(at(9, Phase.HEAD, 0)).isFalse();
        assertThat(at(10, Phase.HEAD, 0)).isFalse();
        assertThat(at(11, Phase.HEAD, 0)).isTrue();
    }

    @Test
    void aLaterHeadHasItsTimeFromItsFirstByteOn() {
        assertThat(at(50, Phase.IDLE, 1)).isFalse();
        assertThat(at(60, Phase.HEAD, 1)).isFalse();
        assertThat(at(70, Phase.HEAD, 1)).isFalse();
        assertThat(at(71, Phase.HEAD, 1)).isTrue();
    }

    @Test
    void headsThatFollowOneAnotherAreNotOneSlowHead() {
        for (int second = 1; second < 100; second++) {
            assertThat(at(second, Phase.HEAD, second)).isFalse();
        }
    }

    @Test
    void aBodyMayTakeLongIfItMoves() {
        assertThat(at(10, Phase.BODY, 100)).isFalse();
        assertThat(at(40, Phase.BODY, 100)).isFalse();
        assertThat(at(40, Phase.BODY, 101)).isFalse();
        assertThat(at(70, Phase.BODY, 101)).isFalse();
        assertThat(at(71, Phase.BODY, 101)).isTrue();
    }

    @Test
    void aFeedMayBeSilentForLonger() {
        assertThat(at(10, Phase.FEED, 0)).isFalse();
        assertThat(at(310, Phase.FEED, 0)).isFalse();
        assertThat(at(311, Phase.FEED, 0)).isTrue();
    }

    @Test
    void theHubMayTakeAsLongAsItTakes() {
        assertThat(at(10, Phase.ANSWERING, 0)).isFalse();
        assertThat(at(100_000, Phase.ANSWERING, 0)).isFalse();
    }

    @Test
    void aClientHasToReadItsAnswers() {
        assertThat(at(10, Phase.STALLED, 500)).isFalse();
        assertThat(at(40, Phase.STALLED, 400)).isFalse();
        assertThat(at(71, Phase.STALLED, 400)).isTrue();
    }

    @Test
    void aConnectionMayBeIdleForAWhile() {
        assertThat(at(10, Phase.IDLE, 1)).isFalse();
        assertThat(at(85, Phase.IDLE, 1)).isFalse();
        assertThat(at(86, Phase.IDLE, 1)).isTrue();
    }

    @Test
    void itIsLookedAtFourTimesWithinTheShortest() {
        assertThat(Deadlines.period(LIMITS)).isEqualTo(Duration.ofSeconds(1));
        assertThat(Deadlines.period(
                        LIMITS.with().idleTimeout(Duration.ofMillis(100)).build()))
                .isEqualTo(Duration.ofMillis(25));
        assertThat(Deadlines.period(
                        LIMITS.with().idleTimeout(Duration.ofMillis(1)).build()))
                .isEqualTo(Duration.ofMillis(1));
    }

    private boolean at(long second, Phase phase, long progress) {
        return deadlines.isOverdue(Duration.ofSeconds(second).toNanos(), phase, progress);
    }
}
