package dev.spate.hub.internal.log.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/// Nothing is lost or made up by a log, whatever its disk fails to do. See [FaultLife].
///
/// `-Dspate.faults.lives=10000` tries more, `-Dspate.faults.seed=17` lives one life again.
class FaultLifeTest {
    private static final int LIVES = Integer.getInteger("spate.faults.lives", 150);
    private static final int STARTS = 4;
    private static final long ONLY = Long.getLong("spate.faults.seed", -1);

    private final FaultTally tally = new FaultTally();

    @Test
    void nothingIsLostByADiskThatFails(TestReporter reporter) {
        if (ONLY >= 0) {
            new FaultLife(ONLY, tally).run(STARTS);
            return;
        }
        long base = new Random().nextInt(Integer.MAX_VALUE);
        for (long life = 0; life < LIVES; life++) {
            // Half of them are the same every time.
            new FaultLife(life % 2 == 0 ? life : base + life, tally).run(STARTS);
        }

        reporter.publishEntry("faults", tally + ", random base " + base);
        // A truncation is too rare, for the log cuts off what it has no room for, and little else.
        var reached = EnumSet.complementOf(EnumSet.of(DiskCall.TRUNCATE));
        assertThat(reached)
                .allSatisfy(call -> assertThat(tally.failed().get(call)).isPositive());
        assertThat(tally.shortWrites()).isPositive();
        assertThat(tally.fullWrites()).isPositive();
        assertThat(tally.starts()).isEqualTo((long) LIVES * STARTS);
    }
}
