package dev.spate.hub.internal.log.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyedHashTest {
    /// The reference implementation's vectors for SipHash-2-4: of 0, 1, 2 … 15 bytes 00 01 02 …, by the key
    /// 00 01 … 0f. The last is the example in appendix A of the paper.
    private static final long[] REFERENCE = {
        0x726fdb47dd0e0e31L, 0x74f839c593dc67fdL, 0x0d6c8009d9a94f5aL, 0x85676696d7fb7e2dL,
        0xcf2794e0277187b7L, 0x18765564cd99a68dL, 0xcbc9466e58fee3ceL, 0xab0200f58b01d137L,
        0x93f5f5799a932462L, 0x9e0082df0ba9e4b0L, 0x7a5dbbc594ddb9f3L, 0xf4b32f46226bada7L,
        0x751e8fbc860ee5fbL, 0x14ea5627c0843d90L, 0xf723ca908e7af2eeL, 0xa129ca6149be45e5L
    };
    private static final long REFERENCE_OF_63_BYTES = 0x958a324ceb064572L;
    private static final List<String> TEXTS =
            List.of("", "a", "ab", "abc", "abcd", "abcde", "prices/AAPL", "Grüße", "北京/天气", "a\uD83D\uDE00b", "\uFFFF");

    private final KeyedHash hash = new KeyedHash(counting(KeyedHash.KEY_BYTES));

    private static byte[] counting(int length) {
        var bytes = new byte[length];
        for (int index = 0; index < length; index++) {
            bytes[index] = (byte) index;
        }
        return bytes;
    }

    @Test
    void isSipHash24WithTwoAndFourRounds() {
        var sipHash24 = new KeyedHash(counting(KeyedHash.KEY_BYTES), 2, 4);

        for (int length = 0; length < REFERENCE.length; length++) {
            assertThat(sipHash24.of(counting(length))).as("%d bytes", length).isEqualTo(REFERENCE[length]);
        }
        assertThat(sipHash24.of(counting(63))).isEqualTo(REFERENCE_OF_63_BYTES);
    }

    @Test
    void hasOneAndThreeRounds() {
        assertThat(hash.of(counting(9))).isEqualTo(new KeyedHash(counting(KeyedHash.KEY_BYTES), 1, 3).of(counting(9)));
    }

    @Test
    void hashesATextAsItsCodeUnits() {
        for (var text : TEXTS) {
            assertThat(hash.of(text)).as(text).isEqualTo(hash.of(text.getBytes(StandardCharsets.UTF_16LE)));
        }
    }

    @Test
    void hashesAKeyBehindItsTopicOnALineOfItsOwn() {
        for (var topic : TEXTS) {
            for (var key : TEXTS) {
                assertThat(hash.of(topic, key)).as("%s, %s", topic, key).isEqualTo(hash.of(topic + "\n" + key));
            }
        }
    }

    @Test
    void dependsOnEveryByteOfTheKey() {
        for (int index = 0; index < KeyedHash.KEY_BYTES; index++) {
            var other = counting(KeyedHash.KEY_BYTES);
            other[index] ^= 1;

            assertThat(new KeyedHash(other).of("a")).as("byte %d", index).isNotEqualTo(hash.of("a"));
        }
    }

    @Test
    void refusesAKeyOfAnotherLength() {
        assertThatThrownBy(() -> new KeyedHash(Arrays.copyOf(counting(16), 15)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key: 15 bytes (expected: 16)");
    }
}
