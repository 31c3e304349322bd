package dev.spate.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Utf8Test {

    /// Bytes at both sides of every border that the decoder knows.
    private static final byte[] BORDERS = HexFormat.of().parseHex("007f808f909fa0bfc0c1c2dfe0e1ecedeeeff0f1f3f4f5ff");

    private static void check(byte... bytes) {
        assertThat(Utf8.decode(bytes, 0, bytes.length))
                .as(() -> HexFormat.of().formatHex(bytes))
                .isEqualTo(PlainParser.decode(bytes));
    }

    @Test
    void decodesEveryPairOfBytes() {
        for (int pair = 0; pair <= 0xFFFF; pair++) {
            check((byte) (pair >> 8), (byte) pair);
        }
    }

    @Test
    void decodesEveryFourBytesAtTheBorders() {
        for (byte first : BORDERS) {
            for (byte second : BORDERS) {
                for (byte third : BORDERS) {
                    for (byte fourth : BORDERS) {
                        check(first, second, third, fourth);
                    }
                }
            }
        }
    }

    @Test
    void decodesFromOneIndexToAnother() {
        byte[] bytes = HexFormat.of().parseHex("e697a5ffe697a5");

        assertThat(Utf8.decode(bytes, 1, 6)).isEqualTo("\uFFFD\uFFFD\uFFFD\uFFFD");
    }
}
