package dev.spate.app.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StampTest {
    private final Stamp stamp = new Stamp(0xcafe_babeL);

    @ParameterizedTest
    @CsvSource({"0, 1, 0", "1, 2, -1", "32767, 281474976710655, 9223372036854775807", "7, 4294967296, -42"})
    void whatIsWrittenIsRead(int publisher, long number, long intended) {
        byte[] bytes = written(publisher, number, intended);

        assertThat(stamp.find(bytes, 0, bytes.length)).isZero();
        assertThat(Stamp.publisher(Stamp.mark(bytes, 0))).isEqualTo(publisher);
        assertThat(Stamp.number(Stamp.mark(bytes, 0))).isEqualTo(number);
        assertThat(Stamp.intendedNanos(bytes, 0)).isEqualTo(intended);
    }

    @Test
    void nothingInItIsEscapedByUrlsOrJson() {
        String text = new String(written(300, 123_456_789_012L, System.nanoTime()), US_ASCII);

        assertThat(text).matches("[a-p]{40}").startsWith(stamp.text());
    }

    @Test
    void isFoundWhereAServerWrapsTheData() {
        String wrapped = "{\"pub\":{\"data\":\"" + new String(written(1, 2, 3), US_ASCII) + "\"}}";

        assertThat(stamp.find(wrapped.getBytes(US_ASCII), 0, wrapped.length())).isEqualTo(16);
    }

    @Test
    void thatOfAnotherRunIsNone() {
        byte[] bytes = written(1, 2, 3);

        assertThat(new Stamp(1).find(bytes, 0, bytes.length)).isEqualTo(-1);
    }

    @Test
    void oneThatIsCutOrSpoiltIsNone() {
        byte[] bytes = written(1, 2, 3);

        assertThat(stamp.find(bytes, 0, bytes.length - 1)).isEqualTo(-1);
        bytes[20] = 'q';
        assertThat(stamp.find(bytes, 0, bytes.length)).isEqualTo(-1);
    }

    private byte[] written(int publisher, long number, long intended) {
        var bytes = new byte[Stamp.BYTES];
        stamp.write(bytes, 0, Stamp.mark(publisher, number), intended);
        return bytes;
    }
}
