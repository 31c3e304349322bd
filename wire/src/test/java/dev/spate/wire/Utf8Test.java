package dev.spate.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
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

    @Test
    void encodesEveryScalarValue() {
        byte[] target = new byte[4];
        for (int scalar = 0; scalar <= Character.MAX_CODE_POINT; scalar++) {
            if (scalar >= Character.MIN_SURROGATE && scalar <= Character.MAX_SURROGATE) {
                continue;
            }
            int end = Utf8.put(scalar, target, 0);
            String text = Character.toString(scalar);
            if (!text.equals(new String(target, 0, end, StandardCharsets.UTF_8))) {
                assertThat(HexFormat.of().formatHex(target, 0, end)).isEqualTo("U+%X".formatted(scalar));
            }
        }
    }
}
