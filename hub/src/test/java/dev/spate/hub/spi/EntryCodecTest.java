package dev.spate.hub.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.hub.HubException;
import dev.spate.hub.Position;
import dev.spate.hub.Publication;
import dev.spate.hub.Topic;
import dev.spate.hub.Visibility;
import dev.spate.wire.Event;
import dev.spate.wire.EventId;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryCodecTest {
    private static final Position POSITION = new Position(7, 42);
    private static final int ROUNDS = 2_000;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    private static Publication full() {
        var event = new Event(new EventId("id-1"), "price", "a\nb", 3_000);
        return new Publication(List.of(new Topic("a"), new Topic("é/b")), event, "k", Visibility.PRIVATE, "once");
    }

    private static Entry roundTrip(Publication publication) {
        return EntryCodec.decode(POSITION, EntryCodec.encode(1_234, publication));
    }

    private Publication anyPublication() {
        var topics = IntStream.rangeClosed(0, random.nextInt(random.nextInt(8) == 0 ? 100 : 3))
                .mapToObj(index -> new Topic(index + anyText(20)))
                .toList();
        long retry = random.nextBoolean() ? Event.NO_RETRY : random.nextLong(Publication.MAX_RETRY_MILLIS + 1);
        var event = new Event(new EventId(anyText(10)), anyText(10), anyText(1_000), retry);
        var visibility = random.nextBoolean() ? Visibility.PUBLIC : Visibility.PRIVATE;
        return new Publication(topics, event, anyText(10), visibility, anyText(10));
    }

    private String anyText(int maxLength) {
        return random.ints(random.nextInt(maxLength + 1), 0, 6)
                .mapToObj(kind -> List.of("a", "Z", "é", "日", "😀", "\uFFFD").get(kind))
                .reduce("", String::concat);
    }

    @Nested
    class RoundTrip {
        @Test
        void keepsEveryField() {
            assertThat(roundTrip(full())).isEqualTo(new Entry(POSITION, 1_234, full()));
        }

        @Test
        void keepsAnyPublication() {
            for (int round = 0; round < ROUNDS; round++) {
                var publication = anyPublication();

                assertThat(roundTrip(publication).publication())
                        .as("seed %d", seed)
                        .isEqualTo(publication);
            }
        }

        @ParameterizedTest
        @ValueSource(longs = {0, 1, -1, 1_767_225_600_000L, Long.MAX_VALUE, Long.MIN_VALUE})
        void keepsTheTime(long timeMillis) {
            var bytes = EntryCodec.encode(timeMillis, full());

            assertThat(EntryCodec.decode(POSITION, bytes).timeMillis()).isEqualTo(timeMillis);
        }

        @Test
        void readsABufferWithoutMovingIt() {
            var bytes = EntryCodec.encode(1, full());
            var buffer = ByteBuffer.allocateDirect(bytes.length + 4).put(2, bytes);
            buffer.position(2).limit(2 + bytes.length);

            assertThat(EntryCodec.decode(POSITION, buffer).publication()).isEqualTo(full());
            assertThat(buffer.remaining()).isEqualTo(bytes.length);
        }

        @Test
        void headIsAllButTheData() {
            var bytes = EntryCodec.encode(5, full());
            var event = full().event().withData("");
            var expected = new Publication(full().topics(), event, "k", Visibility.PRIVATE, "once");

            assertThat(EntryCodec.decodeHead(POSITION, bytes)).isEqualTo(new Entry(POSITION, 5, expected));
            assertThat(EntryCodec.decodeHead(POSITION, Arrays.copyOf(bytes, bytes.length - 4)))
                    .isEqualTo(new Entry(POSITION, 5, expected));
        }

        @ParameterizedTest
        @CsvSource({"\uD800, \uFFFD", "a\uDC00b, a\uFFFDb", "\uDC00\uD800, \uFFFD\uFFFD", "\uD83D\uDE00, \uD83D\uDE00"})
        void loneSurrogateInDataBecomesTheReplacementCharacter(String data, String stored) {
            assertThat(roundTrip(Publication.of("a", data))
                            .publication()
                            .event()
                            .data())
                    .isEqualTo(stored);
        }

        @Test
        void layoutIsFixed() {
            var bytes = EntryCodec.encode(100, Publication.of("a", "hi"));

            // version, public, time 200 as two bytes, one topic "a", no type, id, retry, key, idempotency key, "hi"
            assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("0100c80101016100000000000268" + "69");
        }
    }

    @Nested
    class DamagedBytes {
        @Test
        void everyShorteningIsRefused() {
            var bytes = EntryCodec.encode(1_234, full());

            for (int length = 0; length < bytes.length; length++) {
                var shortened = Arrays.copyOf(bytes, length);
                assertThatThrownBy(() -> EntryCodec.decode(POSITION, shortened))
                        .isInstanceOf(HubException.class)
                        .hasMessageStartingWith("entry #7-16: damaged, ");
            }
        }

        @Test
        void anythingAfterTheEndIsRefused() {
            var bytes = EntryCodec.encode(1_234, full());

            assertThatThrownBy(() -> EntryCodec.decode(POSITION, Arrays.copyOf(bytes, bytes.length + 3)))
                    .hasMessage("entry #7-16: damaged, entry: 3 bytes too many (expected: its end)");
        }

        @Test
        void everyChangedByteIsRefusedOrReadAsAnotherEntry() {
            var bytes = EntryCodec.encode(1_234, full());

            for (int round = 0; round < 10 * ROUNDS; round++) {
                var damaged = bytes.clone();
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
                assertRefusedOrRead(damaged);
            }
        }

        @Test
        void noiseIsRefusedOrRead() {
            for (int round = 0; round < 10 * ROUNDS; round++) {
                var noise = new byte[random.nextInt(64)];
                random.nextBytes(noise);
                if (noise.length > 1) {
                    noise[0] = 1;
                    noise[1] &= 1;
                }
                assertRefusedOrRead(noise);
            }
        }

        private void assertRefusedOrRead(byte[] bytes) {
            try {
                var entry = EntryCodec.decode(POSITION, bytes);
                assertThat(roundTrip(entry.publication()).publication())
                        .as("seed %d", seed)
                        .isEqualTo(entry.publication());
            } catch (HubException e) {
                assertThat(e).as("seed %d", seed).hasMessageStartingWith("entry #7-16: damaged, ");
            }
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
            02                             | version: 2 (expected: 1)
            0102                           | visibility: 2 (expected: 0 or 1)
            01000000                       | topics: 0 (expected: 1 to 100)
            01000065                       | topics: 101 (expected: 1 to 100)
            010000ffffffffffffffffff01     | topics: -1 (expected: 1 to 100)
            010000ffffffffffffffffff02     | number at byte 13: more than 64 bits (expected: 64)
            01000001ffffffff07             | text at byte 4: 2147483647 bytes (expected: at most the 0 that follow)
            01000001ffffffffffffffffff01   | text at byte 4: 18446744073709551615 bytes \
            (expected: at most the 0 that follow)
            010000010161000080             | entry: ends at byte 9 (expected: more)
            0100000101ff                   | text at byte 4: malformed (expected: UTF-8)
            01000001010a                   | topic: "\\u000a" (expected: no control characters, found U+000A at 0)
            010000010161000082b899290000   | retry: 86400001 (expected: 0 to 86400000 ms)
            """)
        void reasonIsNamed(String hex, String reason) {
            var bytes = HexFormat.of().parseHex(hex);

            assertThatThrownBy(() -> EntryCodec.decode(POSITION, bytes))
                    .isInstanceOf(HubException.class)
                    .hasMessage("entry #7-16: damaged, " + reason);
        }
    }
}
