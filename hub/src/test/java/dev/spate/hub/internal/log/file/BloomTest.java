package dev.spate.hub.internal.log.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BloomTest {
    private static final int ASKED = 20_000;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    private double wrong(Bloom bloom) {
        return (double) LongStream.range(0, ASKED)
                        .filter(count -> bloom.mayHave(random.nextLong()))
                        .count()
                / ASKED;
    }

    /// The shares are 0.8 % and 6.8 % in theory; what was drawn here stays a good way below what is asked.
    @ParameterizedTest
    @CsvSource({"100, 0.05", "10000, 0.02", "800000, 0.02", "1500000, 0.1"})
    void deniesNothingItHasAndMostOfWhatItHasNot(int count, double share) {
        var hashes = LongStream.range(0, count).map(index -> random.nextLong()).toArray();
        var bloom = Bloom.sized(count);

        LongStream.of(hashes).forEach(bloom::add);

        assertThat(LongStream.of(hashes).allMatch(bloom::mayHave))
                .as("seed %d", seed)
                .isTrue();
        assertThat(wrong(bloom)).as("seed %d", seed).isLessThan(share);
    }

    @Test
    void deniesAllIfItIsEmpty() {
        assertThat(wrong(Bloom.sized(0))).isZero();
        assertThat(wrong(Bloom.sized(1))).isZero();
    }

    @Test
    void isNeverLargerThanItsLimit() {
        assertThat(Bloom.words(Integer.MAX_VALUE) * Long.BYTES).isEqualTo(Bloom.MAX_BYTES);
        assertThat(Bloom.words(64)).isEqualTo(10);
        assertThat(Bloom.words(1)).isOne();
    }

    @Test
    void stillDeniesSomethingWhenItHasFarTooLittleRoom() {
        assertThat(Bloom.sized(20_000_000).probes()).isOne();
    }
}
