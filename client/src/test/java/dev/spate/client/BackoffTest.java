package dev.spate.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofHours(1));
    private static final Duration ASKED = Duration.ofSeconds(3);

    @Test
    void afterAStreamItIsWhatTheServerAskedFor() {
        assertThat(BACKOFF.delay(ASKED, 0, new Random(1))).isEqualTo(ASKED);
    }

    @ParameterizedTest
    @CsvSource({"1,500", "2,1000", "3,2000", "6,16000", "7,30000", "8,30000", "31,30000", "32,30000", "2147483647,30000"
    })
    void eachFailureDoublesWhatIsAddedAtMost(int failures, long mostMillis) {
        assertThat(BACKOFF.delay(ASKED, failures, largest())).isEqualTo(ASKED.plusMillis(mostMillis));
        assertThat(BACKOFF.delay(ASKED, failures, smallest())).isEqualTo(ASKED);
    }

    @Test
    void whatIsAddedIsSpread() {
        Random random = new Random(42);

        long distinct = random.ints(1000)
                .mapToObj(i -> BACKOFF.delay(ASKED, 5, random))
                .distinct()
                .count();

        assertThat(distinct).isGreaterThan(800);
    }

    @Test
    void aServerCannotAskForMoreThanTheMost() {
        assertThat(BACKOFF.delay(Duration.ofDays(1), 0, smallest())).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void aServerCannotAskForABusyLoop() {
        assertThat(BACKOFF.delay(Duration.ZERO, 0, smallest())).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void hugeDurationsDoNotOverflow() {
        Duration huge = Duration.ofDays(100_000);

        assertThat(new Backoff(huge, huge, huge).delay(huge, 1000, largest())).isEqualTo(huge.multipliedBy(2));
    }

    @Test
    void whatIsOutOfRangeIsRefused() {
        Duration second = Duration.ofSeconds(1);

        assertThatThrownBy(() -> new Backoff(Duration.ZERO, second, second)).hasMessageStartingWith("first: PT0S");
        assertThatThrownBy(() -> new Backoff(second, Duration.ZERO, second)).hasMessageStartingWith("most: PT0S");
        assertThatThrownBy(() -> new Backoff(second, second, Duration.ZERO)).hasMessageStartingWith("mostAsked: PT0S");
    }

    private static RandomGenerator largest() {
        return new Bound() {
            @Override
            public long nextLong(long bound) {
                return bound - 1;
            }
        };
    }

    private static RandomGenerator smallest() {
        return new Bound() {
            @Override
            public long nextLong(long bound) {
                return 0;
            }
        };
    }

    /// Gives an end of the range that it is asked for.
    private interface Bound extends RandomGenerator {
        @Override
        default long nextLong() {
            throw new AssertionError("without a bound");
        }
    }
}
