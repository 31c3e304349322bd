package dev.spate.hub.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LongRingTest {
    private static final int ROUNDS = 20_000;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final LongRing ring = new LongRing();
    private final List<Long> expected = new ArrayList<>();

    @Test
    void holdsWhatAListWould() {
        long value = 0;
        for (int round = 0; round < ROUNDS; round++) {
            boolean isFilling = (round / 1_000) % 2 == 0;
            if (expected.isEmpty() || random.nextInt(10) < (isFilling ? 7 : 3)) {
                value += 1 + random.nextInt(3);
                ring.add(value);
                expected.add(value);
            } else {
                assertThat(ring.removeFirst()).isEqualTo(expected.removeFirst());
            }
            assertEqual(value);
        }
    }

    private void assertEqual(long greatest) {
        long asked = random.nextLong(greatest + 2);
        int after = (int) expected.stream().filter(value -> value <= asked).count();

        assertThat(ring.size()).as("seed %d", seed).isEqualTo(expected.size());
        assertThat(ring.indexAfter(asked)).as("seed %d", seed).isEqualTo(after);
        if (!expected.isEmpty()) {
            int index = random.nextInt(expected.size());
            assertThat(ring.get(index)).as("seed %d", seed).isEqualTo(expected.get(index));
            assertThat(ring.last()).as("seed %d", seed).isEqualTo(expected.getLast());
        }
    }

    @Test
    void keepsItsOrderWhenItShrinks() {
        IntStream.range(0, 1_000).forEach(ring::add);
        IntStream.range(0, 997).forEach(value -> assertThat(ring.removeFirst()).isEqualTo(value));

        assertThat(IntStream.range(0, ring.size()).mapToLong(ring::get)).containsExactly(997L, 998L, 999L);
    }
}
