package dev.spate.testkit.simulation;

import java.util.List;
import java.util.Random;

/// All that is left to chance, decided by one seed.
///
/// Owner: the simulation's thread.
final class Chance {
    private final Random random;

    Chance(long seed) {
        this.random = new Random(seed);
    }

    /// A number from 0 to one less than the bound.
    int below(int bound) {
        return random.nextInt(bound);
    }

    /// A number from one to another, both included.
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    boolean oneIn(int count) {
        return random.nextInt(count) == 0;
    }

    <T> T oneOf(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    @SafeVarargs
    final <T> T oneOf(T... things) {
        return things[random.nextInt(things.length)];
    }

    long seed() {
        return random.nextLong();
    }
}
