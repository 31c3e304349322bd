package dev.spate.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventEncoderTest {

    private final EventEncoder encoder = new EventEncoder();

    private String text() {
        return new String(encoder.toBytes(), UTF_8);
    }

    @Nested
    class AnEvent {

        @Test
        void hasItsIdAfterItsData() {
            encoder.event(new Event(new EventId("42"), "tick", "a\nb", 3000));

            assertThat(text()).isEqualTo("event: tick\nretry: 3000\ndata: a\ndata: b\nid: 42\n\n");
        }

        @Test
        void writesNoLineForWhatItDoesNotHave() {
            encoder.event(Event.of("a"));

            assertThat(text()).isEqualTo("data: a\n\n");
        }

        @Test
        void hasADataLineEvenWithoutData() {
            encoder.event(Event.of("").withId(new EventId("1")));

            assertThat(text()).isEqualTo("data: \nid: 1\n\n");
        }

        @ParameterizedTest
        @ValueSource(strings = {"a\nb", "a\rb", "a\r\nb"})
        void splitsItsDataAtEveryKindOfLineEnd(String data) {
            encoder.event(Event.of(data));

            assertThat(text()).isEqualTo("data: a\ndata: b\n\n");
        }

        @Test
        void countsCrCrLfAsTwoLineEnds() {
            encoder.event(Event.of("a\r\r\nb"));

            assertThat(text()).isEqualTo("data: a\ndata: \ndata: b\n\n");
        }

        @Test
        void countsLfCrAsTwoLineEnds() {
            encoder.event(Event.of("a\n\rb"));

            assertThat(text()).isEqualTo("data: a\ndata: \ndata: b\n\n");
        }

        @Test
        void keepsEmptyLinesAtBothEnds() {
            encoder.event(Event.of("\n\na\r\n"));

            assertThat(text()).isEqualTo("data: \ndata: \ndata: a\ndata: \n\n");
        }

        @Test
        void splitsAtNothingElse() {
            encoder.event(Event.of("a\u0085b\u000Bc\u000Cd\u2028e\u2029f\0g"));

            assertThat(text()).isEqualTo("data: a\u0085b\u000Bc\u000Cd\u2028e\u2029f\0g\n\n");
        }

        @Test
        void keepsTheSpacesOfItsValues() {
            encoder.event(new Event(new EventId(" 1 "), " tick ", "  a ", Event.NO_RETRY));

            assertThat(text()).isEqualTo("event:  tick \ndata:   a \nid:  1 \n\n");
        }

        @Test
        void cannotAddFieldsByItsData() {
            encoder.event(Event.of("a\nid: 9\n\nevent: evil"));

            assertThat(text()).isEqualTo("data: a\ndata: id: 9\ndata: \ndata: event: evil\n\n");
        }

        @Test
        void canBeWrittenUnderAnotherId() {
            encoder.event(Event.of("a").withId(new EventId("1")), new EventId("2"));

            assertThat(text()).isEqualTo("data: a\nid: 2\n\n");
        }

        @Test
        void canBeWrittenWithoutItsId() {
            encoder.event(Event.of("a").withId(new EventId("1")), EventId.NONE);

            assertThat(text()).isEqualTo("data: a\n\n");
        }

        @ParameterizedTest
        @ValueSource(strings = {"é", "aé", "éa", "日本", "a日\nb本", "😀", "a😀b", "\u07FF\u0800\uFFFF", "\uDBFF\uDFFF"})
        void isUtf8(String data) {
            encoder.event(Event.of(data));

            assertThat(encoder.toBytes()).isEqualTo(PlainEncoder.encode(Event.of(data)));
        }

        @ParameterizedTest
        @CsvSource({"\uD83D,\uFFFD", "a\uDE00b,a\uFFFDb", "\uDE00\uD83D,\uFFFD\uFFFD", "\uD83D\uD83D\uDE00,\uFFFD😀"})
        void replacesALoneSurrogate(String data, String expected) {
            encoder.event(Event.of(data));

            assertThat(text()).isEqualTo("data: " + expected + "\n\n");
        }

        @Test
        void doesNotJoinSurrogatesOverALineEnd() {
            encoder.event(Event.of("\uD83D\n\uDE00"));

            assertThat(text()).isEqualTo("data: \uFFFD\ndata: \uFFFD\n\n");
        }

        @ParameterizedTest
        @ValueSource(longs = {0, 9, 10, 3000, Long.MAX_VALUE})
        void writesItsRetryInDecimal(long millis) {
            encoder.event(Event.of("").withRetryMillis(millis));

            assertThat(text()).isEqualTo("retry: " + millis + "\ndata: \n\n");
        }

        @Test
        void isEncodedAloneByTheStaticMethod() {
            Event event = new Event(new EventId("42"), "tick", "日本\n".repeat(1000), Long.MAX_VALUE);

            assertThat(EventEncoder.encode(event)).isEqualTo(PlainEncoder.encode(event));
        }
    }

    @Nested
    class AComment {

        @Test
        void isALineWithoutABlankLine() {
            assertThat(encoder.comment("hello").size()).isEqualTo(8);
            assertThat(text()).isEqualTo(": hello\n");
        }

        @Test
        void isOneColonWhenItIsEmpty() {
            encoder.comment("");

            assertThat(text()).isEqualTo(":\n");
        }

        @ParameterizedTest
        @ValueSource(strings = {"a\ndata: b", "a\rdata: b", "a\r\ndata: b"})
        void cannotEndItsLine(String comment) {
            encoder.comment(comment);

            assertThat(text()).isEqualTo(": a\n: data: b\n");
        }

        @Test
        void refusesNul() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> encoder.comment("a\0"))
                    .withMessage("comment: NUL at index 1 (expected: none)");
            assertThat(encoder.size()).isZero();
        }
    }

    @Nested
    class ARetry {

        @Test
        void standsAlone() {
            encoder.retry(0).retry(250);

            assertThat(text()).isEqualTo("retry: 0\nretry: 250\n");
        }

        @Test
        void isNotNegative() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> encoder.retry(-1))
                    .withMessage("retryMillis: -1 (expected: >= 0)");
            assertThat(encoder.size()).isZero();
        }
    }

    @Nested
    class WhenUsedAgain {

        @Test
        void appendsWhatFollows() {
            encoder.retry(1).comment("c").event(Event.of("a")).event(Event.of("b"));

            assertThat(text()).isEqualTo("retry: 1\n: c\ndata: a\n\ndata: b\n\n");
            assertThat(encoder.size()).isEqualTo(encoder.toBytes().length);
        }

        @Test
        void forgetsOnReset() {
            encoder.event(Event.of("a")).reset();
            encoder.event(Event.of("b"));

            assertThat(text()).isEqualTo("data: b\n\n");
        }

        @Test
        void handsOutCopies() {
            encoder.event(Event.of("a"));
            byte[] first = encoder.toBytes();

            encoder.reset();
            encoder.event(Event.of("b"));

            assertThat(first).asString(UTF_8).isEqualTo("data: a\n\n");
        }

        @ParameterizedTest
        @ValueSource(ints = {100, 511, 512, 513, 1 << 20, 3 << 20})
        void growsAndShrinksWithoutAChangeOfItsBytes(int length) {
            Event event = Event.of("x".repeat(length - 1) + "é");

            encoder.event(event).event(event).reset();
            encoder.event(event);

            assertThat(encoder.toBytes()).isEqualTo(PlainEncoder.encode(event));
        }

        @Test
        void copiesIntoAnArrayOfTheCaller() {
            byte[] target = "[________________".getBytes(UTF_8);

            int end = encoder.event(Event.of("a")).copyTo(target, 1);

            assertThat(end).isEqualTo(10);
            assertThat(target).asString(UTF_8).isEqualTo("[data: a\n\n_______");
        }

        @Test
        void doesNotCopyBeyondTheArrayOfTheCaller() {
            encoder.event(Event.of("a"));

            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> encoder.copyTo(new byte[9], 1));
        }
    }
}
