package dev.spate.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GzipInputTest {
    private static final byte[] TEXT =
            "hello, hello, hello".repeat(50).getBytes(java.nio.charset.StandardCharsets.UTF_8);

    @Nested
    class Inflating {
        @Test
        void givesTheTextWhereverTheInputIsCut() throws IOException {
            byte[] gzip = gzip(TEXT);

            for (int cut = 0; cut <= gzip.length; cut++) {
                assertThat(inflate(64, Arrays.copyOf(gzip, cut), Arrays.copyOfRange(gzip, cut, gzip.length)))
                        .as("cut at %d", cut)
                        .isEqualTo(TEXT);
            }
        }

        @Test
        void givesRandomBytesCutAtRandom() throws IOException {
            long seed = new Random().nextLong();
            var random = new Random(seed);
            byte[] bytes = new byte[100_000];
            random.nextBytes(bytes);

            byte[][] pieces = cut(gzip(bytes), random);

            assertThat(inflate(1 + random.nextInt(5_000), pieces))
                    .as("seed %d", seed)
                    .isEqualTo(bytes);
        }

        @Test
        void readsOverEveryOptionalPartOfTheHeader() {
            byte[] gzip = withHeader(
                    0x1f,
                    0x8b,
                    8,
                    2 + 4 + 8 + 16,
                    0,
                    0,
                    0,
                    0,
                    0,
                    3, /* extra */
                    2,
                    0,
                    'x',
                    'y', /* name */
                    'n',
                    0,
                    /* comment */ 'c',
                    0, /* crc */
                    1,
                    2);

            assertThat(inflate(64, gzip)).isEqualTo(TEXT);
        }

        @Test
        void readsOverAnEmptyExtraPart() {
            assertThat(inflate(64, withHeader(0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 3, 0, 0)))
                    .isEqualTo(TEXT);
        }

        @Test
        void takesMembersThatFollowOneAnother() throws IOException {
            assertThat(inflate(64, gzip(TEXT), gzip(new byte[0]), gzip(TEXT))).hasSize(2 * TEXT.length);
        }

        @Test
        void givesNoMoreThanThereIsRoomFor() throws IOException {
            try (var input = new GzipInput()) {
                input.offer(gzip(new byte[10_000_000]));

                assertThat(input.inflate(new byte[100])).isEqualTo(100);
                assertThat(input.inflate(new byte[100])).isEqualTo(100);
            }
        }
    }

    @Nested
    class Refusing {
        @Test
        void whatIsNotGzip() {
            assertThatThrownBy(() -> inflate(64, "{\"a\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                    .hasMessageContaining("0x7b at 0");
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3})
        void aHeaderWithAWrongByte(int at) throws IOException {
            byte[] gzip = gzip(TEXT);
            gzip[at] = (byte) 0xff;

            assertThatThrownBy(() -> inflate(64, gzip)).hasMessageContaining("0xff at " + at);
        }

        @Test
        void bytesThatAreNotDeflated() {
            byte[] gzip = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, (byte) 0xff, (byte) 0xff};

            assertThatThrownBy(() -> inflate(64, gzip)).hasMessageContaining("not deflate");
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 8})
        void aWrongChecksumOrLength(int fromEnd) throws IOException {
            byte[] gzip = gzip(TEXT);
            gzip[gzip.length - fromEnd] ^= 1;

            assertThatThrownBy(() -> inflate(64, gzip)).hasMessageContaining("a wrong checksum");
        }

        @Test
        void aHeaderWithoutAnEnd() {
            byte[] endless = withHeader(0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3);
            Arrays.fill(endless, 10, endless.length, (byte) 'n');
            byte[] longer = Arrays.copyOf(endless, 5_000);
            Arrays.fill(longer, 10, longer.length, (byte) 'n');

            assertThatThrownBy(() -> inflate(64, longer)).hasMessageContaining("more than 4096 bytes");
        }

        @Test
        void aBodyThatEndsTooEarly() throws IOException {
            byte[] gzip = gzip(TEXT);

            for (int length = 0; length < gzip.length; length++) {
                byte[] part = Arrays.copyOf(gzip, length);
                assertThatThrownBy(() -> ContentCoding.GZIP.decode(part, 1_000_000))
                        .as("length %d", length)
                        .hasMessageContaining("its end is missing");
            }
        }

        @Test
        void aBodyThatGrowsTooLarge() throws IOException {
            byte[] gzip = gzip(TEXT);

            assertThat(ContentCoding.GZIP.decode(gzip, TEXT.length)).isEqualTo(TEXT);
            assertThatThrownBy(() -> ContentCoding.GZIP.decode(gzip, TEXT.length - 1))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused -> assertThat(refused.problem().kind()).isEqualTo(ProblemKind.TOO_LARGE));
        }
    }

    private static byte[] inflate(int roomBytes, byte[]... pieces) {
        var out = new ByteArrayOutputStream();
        byte[] room = new byte[roomBytes];
        try (var input = new GzipInput()) {
            for (byte[] piece : pieces) {
                input.offer(piece);
                for (int count = input.inflate(room); count > 0; count = input.inflate(room)) {
                    out.write(room, 0, count);
                }
            }
            assertThat(input.isComplete()).isTrue();
        }
        return out.toByteArray();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] withHeader(int... header) {
        var out = new ByteArrayOutputStream();
        for (int c : header) {
            out.write(c);
        }
        byte[] room = new byte[10_000];
        var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(TEXT);
        deflater.finish();
        out.write(room, 0, deflater.deflate(room));
        deflater.end();
        var crc = new CRC32();
        crc.update(TEXT);
        for (long value : new long[] {crc.getValue(), TEXT.length}) {
            for (int shift = 0; shift < 32; shift += 8) {
                out.write((int) (value >> shift));
            }
        }
        return out.toByteArray();
    }

    private static byte[][] cut(byte[] bytes, Random random) {
        var pieces = new java.util.ArrayList<byte[]>();
        int from = 0;
        while (from < bytes.length) {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(3_000));
            pieces.add(Arrays.copyOfRange(bytes, from, to));
            from = to;
        }
        return pieces.toArray(byte[][]::new);
    }
}
