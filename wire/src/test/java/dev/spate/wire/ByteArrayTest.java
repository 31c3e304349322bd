package dev.spate.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class ByteArrayTest {

    private final ByteArray bytes = new ByteArray(4, 16);

    @Test
    void growsAsItNeedsTo() {
        bytes.append(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 1, 8);
        bytes.append((byte) 10);

        assertThat(bytes.copy()).containsExactly(2, 3, 4, 5, 6, 7, 8, 9, 10);
    }

    @Test
    void doesNotGrowBeyondWhatAnArrayCanHold() {
        bytes.append((byte) 1);

        assertThatIllegalStateException()
                .isThrownBy(() -> bytes.append(new byte[0], 0, Integer.MAX_VALUE - 8))
                .withMessage("size in bytes: 2147483640 (expected: <= 2147483639)");
        assertThat(bytes.copy()).containsExactly(1);
    }

    @Test
    void keepsASmallArrayOverAClear() {
        bytes.append(new byte[16], 0, 16);
        byte[] grown = bytes.array();

        bytes.clear();

        assertThat(bytes.array()).isSameAs(grown);
    }

    @Test
    void givesUpALargeArrayAtAClear() {
        bytes.append(new byte[17], 0, 17);

        bytes.clear();

        assertThat(bytes.array()).hasSize(4);
        assertThat(bytes.size()).isZero();
    }
}
