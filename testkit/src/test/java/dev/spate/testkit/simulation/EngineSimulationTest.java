package dev.spate.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Lives of a whole hub, its publishers and its clients on one thread, each decided by its seed alone.
class EngineSimulationTest {
    private static final int LIVES = 10_000;
    private static final int MANY_LIVES = 100_000;
    private static final String SEED = "spate.simulation.seed";

    @Test
    void nothingIsLostDoubledOrSilentlyLeftOutInAnyLife() {
        live(Long.getLong(SEED, 1), System.getProperty(SEED) == null ? LIVES : 1);
    }

    @Test
    @Tag("nightly")
    void norInMany() {
        live(new Random().nextLong(), MANY_LIVES);
    }

    private static void live(long first, int count) {
        var coverage = new Coverage();
        for (long seed = first; seed < first + count; seed++) {
            EngineSimulation.live(seed, coverage);
        }
        System.out.println(count + " lives from seed " + first + ": " + coverage.counts());
        assertThat(count > 1 ? coverage.missing() : Set.of())
                .as("what no life has reached")
                .isEmpty();
    }
}
