package dev.spate.hub.internal.log.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class TimeColumnTest {
    private final TimeColumn times = new TimeColumn();

    private int firstAtOrAfter(long millis, int count) throws IOException {
        return Times.firstAtOrAfter(times, millis, count);
    }

    @Test
    void keepsTheGreatestDifferences() throws IOException {
        var extremes = new long[] {0, Long.MAX_VALUE, Long.MIN_VALUE, -1, Long.MIN_VALUE, Long.MAX_VALUE};
        for (long millis : extremes) {
            times.add(millis);
        }

        for (int ordinal = 0; ordinal < extremes.length; ordinal++) {
            assertThat(Times.at(times, ordinal)).isEqualTo(extremes[ordinal]);
        }
    }

    @Test
    void findsTheFirstEntryAfterAClockJumpedBack() throws IOException {
        for (long millis : new long[] {100, 200, 50, 150, 250}) {
            times.add(millis);
        }

        assertThat(firstAtOrAfter(150, 5)).isEqualTo(1);
        assertThat(firstAtOrAfter(201, 5)).isEqualTo(4);
        assertThat(firstAtOrAfter(251, 5)).isEqualTo(SegmentIndex.NONE);
    }

    @Test
    void findsTheLastOfASpanAndTheFirstOfTheNext() throws IOException {
        for (int ordinal = 0; ordinal <= Times.SPAN; ordinal++) {
            times.add(ordinal);
        }

        assertThat(firstAtOrAfter(Times.SPAN - 1, Times.SPAN + 1)).isEqualTo(Times.SPAN - 1);
        assertThat(firstAtOrAfter(Times.SPAN, Times.SPAN + 1)).isEqualTo(Times.SPAN);
        assertThat(times.spans()).isEqualTo(2);
    }

    @Test
    void takesOneByteForAnEntryOfTheSameTimeOrSoonAfter() {
        for (int ordinal = 0; ordinal < 10 * Times.SPAN; ordinal++) {
            times.add(1_760_000_000_000L + ordinal * 63L);
        }

        assertThat(times.deltaBytes()).isEqualTo(10 * (Times.SPAN - 1));
    }
}
