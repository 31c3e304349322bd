package dev.spate.hub.internal.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TakersTest {
    private final Takers<Integer> takers = new Takers<>();

    @Test
    void holdNobodyAtFirst() {
        assertThat(takers.isEmpty()).isTrue();
        assertThat(all()).isEmpty();
    }

    @Test
    void oneWhoIsAloneIsNamed() {
        takers.add(7);

        assertThat(takers.lone()).isEqualTo(7);
    }

    @Test
    void nobodyIsNamedAmongSeveral() {
        takers.add(7);
        takers.add(8);

        assertThat(takers.lone()).isNull();
    }

    @Test
    void oneWhoCameTwiceIsThereUntilGoneTwice() {
        takers.add(7);
        takers.add(7);

        assertThat(takers.remove(7)).isTrue();
        assertThat(all()).containsExactly(7);
        assertThat(takers.remove(7)).isTrue();
        assertThat(takers.isEmpty()).isTrue();
    }

    @Test
    void oneWhoIsNotThereDoesNotGo() {
        takers.add(7);

        assertThat(takers.remove(8)).isFalse();
        assertThat(all()).containsExactly(7);
    }

    @Test
    void areWhoCameAndHasNotGone() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var expected = new ArrayList<Integer>();

        for (int step = 0; step < 20_000; step++) {
            // Grows to some hundreds and back to none, several times.
            boolean isGrowing = step / 1_000 % 2 == 0;
            int taker = random.nextInt(60) * 64;
            if (random.nextInt(4) == 0 == isGrowing) {
                assertThat(takers.remove(taker))
                        .as("seed %d", seed)
                        .isEqualTo(expected.remove(/* element */ (Integer) taker));
            } else {
                takers.add(taker);
                expected.add(taker);
            }
            if (step % 200 == 0) {
                assertThat(all()).as("seed %d, step %d", seed, step).containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }

    @Test
    void oneIsLeftOfThousandsThatWent() {
        IntStream.range(0, 5_000).forEach(takers::add);

        IntStream.range(1, 5_000).forEach(takers::remove);

        assertThat(takers.lone()).isEqualTo(0);
    }

    private List<Integer> all() {
        var found = new ArrayList<Integer>();
        takers.each(found::add);
        return found;
    }
}
