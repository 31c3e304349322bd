package dev.spate.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.testkit.FakeTicker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ReadProgressTest {
    private static final long MIB = 1 << 20;

    private final StringWriter err = new StringWriter();
    private final FakeTicker ticker = new FakeTicker();

    private ReadProgress progress(ReadProgress.Look look) {
        return new ReadProgress(new PrintWriter(err), look, ticker);
    }

    @Test
    void whatIsReadAtOnceHasNoProgress() {
        var progress = progress(ReadProgress.Look.IN_PLACE);

        progress.tell(10 * MIB, 10 * MIB);
        progress.clear();

        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aPersonSeesALineThatIsWrittenOverFiveTimesASecond() {
        var progress = progress(ReadProgress.Look.IN_PLACE);

        for (int step = 1; step <= 10; step++) {
            ticker.advance(Duration.ofMillis(100));
            progress.tell(step * MIB, 10 * MIB);
        }

        assertThat(err.toString().split("\r", -1))
                .containsExactly(
                        "",
                        "\u001b[Kspate: read 2 of 10 MiB",
                        "\u001b[Kspate: read 4 of 10 MiB",
                        "\u001b[Kspate: read 6 of 10 MiB",
                        "\u001b[Kspate: read 8 of 10 MiB",
                        "\u001b[Kspate: read 10 of 10 MiB");
    }

    @Test
    void aFileGetsALineEveryFiveSeconds() {
        var progress = progress(ReadProgress.Look.LINES);

        for (int second = 1; second <= 11; second++) {
            ticker.advance(Duration.ofSeconds(1));
            progress.tell(second * MIB, 20 * MIB);
        }
        progress.clear();

        assertThat(err.toString().lines()).containsExactly("spate: read 5 of 20 MiB", "spate: read 10 of 20 MiB");
    }

    @Test
    void whereEntriesAreShownNothingIsWrittenOverThem() {
        var progress = progress(ReadProgress.Look.NONE);

        ticker.advance(Duration.ofMinutes(1));
        progress.tell(MIB, MIB);

        assertThat(err.toString()).isEmpty();
    }
}
