package dev.spate.app.bench;

import static dev.spate.app.bench.Arrivals.Verdict.AHEAD;
import static dev.spate.app.bench.Arrivals.Verdict.DOUBLED;
import static dev.spate.app.bench.Arrivals.Verdict.LATE;
import static dev.spate.app.bench.Arrivals.Verdict.NEXT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private final Arrivals arrivals = new Arrivals(2);

    @Nested
    class ANumber {
        @Test
        void isNextAfterTheOneBeforeOfItsPublisher() {
            assertThat(verdicts(1, 2, 3)).containsOnly(NEXT);
            assertThat(arrivals.take(1, 1)).isEqualTo(NEXT);
        }

        @Test
        void thatComesAgainIsDoubled() {
            assertThat(verdicts(1, 2, 2, 1, 3)).containsExactly(NEXT, NEXT, DOUBLED, DOUBLED, NEXT);
        }

        @Test
        void thatWasSkippedIsLateOnceAndThenDoubled() {
            assertThat(verdicts(1, 5, 3, 3, 2, 4, 6)).containsExactly(NEXT, AHEAD, LATE, DOUBLED, LATE, LATE, NEXT);
            assertThat(arrivals.missing(answered(6), 0)).isZero();
        }
    }

    @Nested
    class Missing {
        @Test
        void areThoseBetweenAndThoseAfter() {
            verdicts(1, 4, 5);

            assertThat(arrivals.missing(answered(7), 0)).isEqualTo(4);
        }

        @Test
        void areNotThoseThatWereRefused() {
            verdicts(1, 4, 5);

            assertThat(arrivals.missing(answered(7, 2, 6), 0)).isEqualTo(2);
        }

        @Test
        void areNotThoseThatNobodyAnsweredYet() {
            verdicts(1, 2, 3, 4);

            assertThat(arrivals.missing(answered(2), 0)).isZero();
        }
    }

    @Nested
    class HolesWithin {
        @Test
        void areThoseOfAPlainSet() {
            long seed = new Random().nextLong();
            var random = new Random(seed);
            var holes = new Holes();
            var set = new TreeSet<Long>();
            for (long from = 1; from < 400; from += 20) {
                holes.add(from, from + 15);
                LongStream.range(from, from + 15).forEach(set::add);
            }
            for (int round = 0; round < 2000; round++) {
                long number = random.nextLong(420);

                assertThat(holes.holds(number)).as("seed %d", seed).isEqualTo(set.contains(number));
                assertThat(holes.remove(number)).as("seed %d", seed).isEqualTo(set.remove(number));
                assertThat(holes.count()).as("seed %d", seed).isEqualTo(set.size());
            }
        }

        @Test
        void areCountedBeyondTheLimitToo() {
            var holes = new Holes();
            for (int index = 0; index <= Holes.MAX_RANGES; index++) {
                holes.add(2L * index, 2L * index + 1);
            }

            assertThat(holes.count()).isEqualTo(Holes.MAX_RANGES + 1);
            assertThat(holes.holds(2L * Holes.MAX_RANGES - 2)).isTrue();
            assertThat(holes.holds(2L * Holes.MAX_RANGES)).isFalse();
        }
    }

    private List<Arrivals.Verdict> verdicts(long... numbers) {
        return LongStream.of(numbers)
                .mapToObj(number -> arrivals.take(0, number))
                .toList();
    }

    private static Accepted answered(long last, long... refused) {
        return new Accepted(new long[][] {{last}, {0}}, new long[][][] {{refused}, {{}}});
    }
}
