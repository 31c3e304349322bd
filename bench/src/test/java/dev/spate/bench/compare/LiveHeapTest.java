package dev.spate.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class LiveHeapTest {
    @Test
    void isTheTotalOfTheHistogram() {
        assertThat(LiveHeap.bytesIn("""
            4711:
             num     #instances         #bytes  class name (module)
               1:         10000        1000000  [B (java.base@25)
            Total         20000        1234567
            """)).isEqualTo(1_234_567);
    }

    @Test
    void isNotGuessedWithoutOne() {
        assertThatThrownBy(() -> LiveHeap.bytesIn("4711: no such process"))
                .isInstanceOf(CompareException.class)
                .hasMessageContaining("no such process");
    }
}
