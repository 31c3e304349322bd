package dev.spate.hub.internal.log.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/// Nothing that was safe is lost, whatever a power cut leaves of the rest. See [PowerCutLife] for what happens to the
/// logs, [PowerCut] for what happens to their disks, and [Questions] for what they have to answer.
///
/// `-Dspate.powercut.states=1000000` tries more, `-Dspate.powercut.seed=17` lives one life again.
class PowerCutTest {
    private static final int STATES = Integer.getInteger("spate.powercut.states", 20_000);
    private static final int CUTS = 8;
    private static final int MAX_LIVES_OF_A_BROKEN_DISK = 200;
    private static final long ONLY = Long.getLong("spate.powercut.seed", -1);

    private final Tally tally = new Tally();

    @Test
    void nothingIsLostThatWasSafe(TestReporter reporter) {
        if (ONLY >= 0) {
            live(ONLY);
            return;
        }
        long base = new Random().nextInt(Integer.MAX_VALUE);
        for (long life = 0; tally.states() < STATES; life++) {
            // Half of them are the same every time.
            live(life % 2 == 0 ? life : base + life);
        }

        reporter.publishEntry("power cuts", tally + ", random base " + base);
        assertThat(tally.aftermath()).containsKeys(Aftermath.values());
        assertThat(tally.cleanStarts()).isPositive();
        assertThat(tally.uncleanStarts()).isPositive();
        // Two topics may share a place in the table of evictions, once in some ten thousand logs.
        assertThat(tally.needlessGaps()).isLessThan(tally.asked() / 1_000);
    }

    @Test
    void diskThatForgetsToForceSegmentsIsFoundOut(TestReporter reporter) {
        assertFoundOut(DiskCall.FORCE, ".*\\.log(\\.tmp)?", reporter);
    }

    @Test
    void diskThatForgetsToForceTheStateIsFoundOut(TestReporter reporter) {
        assertFoundOut(DiskCall.FORCE, "state\\.tmp", reporter);
    }

    @Test
    void diskThatForgetsToForceWhatWasEvictedIsFoundOut(TestReporter reporter) {
        assertFoundOut(DiskCall.FORCE, "evictions\\.tmp", reporter);
    }

    @Test
    void diskThatForgetsToForceNamesIsFoundOut(TestReporter reporter) {
        assertFoundOut(DiskCall.FORCE_NAMES, ".*", reporter);
    }

    private void live(long seed) {
        new PowerCutLife(seed, LogSetup::open, tally).run(CUTS);
    }

    private void assertFoundOut(DiskCall forgotten, String files, TestReporter reporter) {
        for (int seed = 0; seed < MAX_LIVES_OF_A_BROKEN_DISK; seed++) {
            try {
                new PowerCutLife(seed, LogSetup::open, tally)
                        .forgetting(forgotten, files)
                        .run(CUTS);
            } catch (AssertionError e) {
                reporter.publishEntry(
                        "found out",
                        "life " + seed + ": " + e.getMessage().lines().findFirst());
                return;
            }
        }
        throw new AssertionError("a disk that forgets " + forgotten + " of " + files + ": not found out");
    }
}
