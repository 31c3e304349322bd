package dev.spate.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.spate.wire.EventParser.Limits;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the vectors of `spec/event-stream` cannot say: limits, buffers, failures, callbacks.
class EventParserTest {

    private final Recording received = new Recording();
    private final EventParser parser = new EventParser(received);

    private static void feed(EventParser parser, String text) throws EventStreamException {
        byte[] bytes = text.getBytes(UTF_8);
        parser.feed(bytes, 0, bytes.length);
    }

    private static ReceivedEvent event(String data) {
        return new ReceivedEvent("", "message", data);
    }

    @Nested
    class Buffers {

        private final byte[] bytes = "--data: a\n\n--".getBytes(UTF_8);

        @Test
        void aPartOfAnArrayIsRead() throws EventStreamException {
            parser.feed(bytes, 2, 9);

            assertThat(received.events).containsExactly(event("a"));
        }

        @Test
        void noBytesAreNothing() throws EventStreamException {
            parser.feed(bytes, 3, 0);
            parser.feed(ByteBuffer.allocate(0));
            parser.feed(ByteBuffer.allocateDirect(0));

            assertThat(received.events).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"-1,1", "0,-1", "13,1", "0,14", "2147483647,1"})
        void bytesOutsideOfTheArrayAreRefused(int offset, int length) throws EventStreamException {
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> parser.feed(bytes, offset, length));

            parser.feed(bytes, 2, 9);
            assertThat(received.events).hasSize(1);
        }

        @Test
        void aSlicedHeapBufferIsReadToItsLimit() throws EventStreamException {
            ByteBuffer buffer =
                    ByteBuffer.wrap(bytes, 1, 11).slice().position(1).limit(10);

            parser.feed(buffer);

            assertThat(received.events).containsExactly(event("a"));
            assertThat(buffer.position()).isEqualTo(10);
        }

        @Test
        void aReadOnlyBufferIsReadToItsLimit() throws EventStreamException {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, 2, 9).asReadOnlyBuffer();

            parser.feed(buffer);

            assertThat(received.events).containsExactly(event("a"));
            assertThat(buffer.remaining()).isZero();
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 8183, 8184, 8185, 100_000})
        void aDirectBufferOfAnySizeIsRead(int length) throws EventStreamException {
            String data = "x".repeat(length);
            byte[] wire = EventEncoder.encode(Event.of(data));
            ByteBuffer buffer = ByteBuffer.allocateDirect(wire.length).put(wire).flip();

            parser.feed(buffer);

            assertThat(received.events).containsExactly(event(data));
            assertThat(buffer.hasRemaining()).isFalse();
        }

        @Test
        void theCallersArrayMayChangeAfterwards() throws EventStreamException {
            byte[] reused = "data: a".getBytes(UTF_8);
            parser.feed(reused, 0, reused.length);

            reused[6] = 'b';
            feed(parser, "\n\n");

            assertThat(received.events).containsExactly(event("a"));
        }
    }

    @Nested
    class LineLimit {

        private final EventParser limited = new EventParser(received, new Limits(10, 100, 1000));

        @ParameterizedTest
        @ValueSource(strings = {"data: 1234\n\n", ":123456789\n", "unknown890\n", "data: 1234\r\n\r\n"})
        void aLineMayBeAsLongAsTheLimit(String stream) {
            assertThatCode(() -> feed(limited, stream)).doesNotThrowAnyException();
        }

        @ParameterizedTest
        @ValueSource(strings = {"data: 12345\n\n", ":1234567890\n", "unknown8901\n", "data: 12345"})
        void aLongerLineIsRefused(String stream) {
            assertThatExceptionOfType(EventStreamException.class)
                    .isThrownBy(() -> feed(limited, stream))
                    .withMessage("line: 11 bytes or more (expected: <= 10)");
        }

        @Test
        void aLongerLineIsRefusedBeforeItsEnd() throws EventStreamException {
            feed(limited, "data: 1234");

            assertThatExceptionOfType(EventStreamException.class).isThrownBy(() -> feed(limited, "5"));
        }

        @Test
        void eachLineCountsByItself() throws EventStreamException {
            feed(limited, "data: 1234\ndata: 5678\n\n");

            assertThat(received.events).containsExactly(event("1234\n5678"));
        }

        @Test
        void whatStandsBeforeIsHandedOver() {
            assertThatExceptionOfType(EventStreamException.class)
                    .isThrownBy(() -> feed(limited, "data: a\n\nid: 1234567\n\n"));

            assertThat(received.events).containsExactly(event("a"));
        }
    }

    @Nested
    class EventLimit {

        private final EventParser limited = new EventParser(received, new Limits(100, 5, 1000));

        @ParameterizedTest
        @ValueSource(strings = {"data: 12345\n\n", "data: 12\ndata: 45\n\n", "data\ndata\ndata\ndata\ndata\ndata\n\n"})
        void dataMayBeAsLongAsTheLimit(String stream) throws EventStreamException {
            feed(limited, stream);

            assertThat(received.events)
                    .singleElement()
                    .extracting(ReceivedEvent::data)
                    .asString()
                    .hasSize(5);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"data: 123456\n", "data: 12\ndata: 456\n", "data\ndata\ndata\ndata\ndata\ndata\ndata\n"})
        void longerDataIsRefused(String stream) {
            assertThatExceptionOfType(EventStreamException.class)
                    .isThrownBy(() -> feed(limited, stream))
                    .withMessage("event: 6 bytes of data or more (expected: <= 5)");
        }

        @Test
        void itIsBytesThatCount() {
            assertThatExceptionOfType(EventStreamException.class).isThrownBy(() -> feed(limited, "data: ééé\n"));
        }

        @Test
        void eachEventCountsByItself() throws EventStreamException {
            feed(limited, "data: 12345\n\ndata: 67890\n\n");

            assertThat(received.events).containsExactly(event("12345"), event("67890"));
        }

        @Test
        void onlyDataCounts() throws EventStreamException {
            feed(limited, "event: 1234567\nid: 1234567\n:1234567\nx: 1234567\ndata: 12345\n\n");

            assertThat(received.events).hasSize(1);
        }
    }

    @Nested
    class RetryLimit {

        private final EventParser limited = new EventParser(received, new Limits(100, 100, 1000));

        @ParameterizedTest
        @CsvSource({
            "999,999",
            "1000,1000",
            "1001,1000",
            "9223372036854775807,1000",
            "9223372036854775808,1000",
            "18446744073709551617,1000",
            "99999999999999999999,1000",
            "00000000000000000000000999,999"
        })
        void longerTimesAreTakenForTheLimit(String value, long millis) throws EventStreamException {
            feed(limited, "retry: " + value + "\n");

            assertThat(received.retries).containsExactly(millis);
        }

        @Test
        void mayBeZero() throws EventStreamException {
            feed(new EventParser(received, new Limits(100, 100, 0)), "retry: 5\n");

            assertThat(received.retries).containsExactly(0L);
        }

        @Test
        void mayBeAsLongAsALong() throws EventStreamException {
            EventParser unlimited = new EventParser(received, new Limits(100, 100, Long.MAX_VALUE));

            feed(unlimited, "retry: 9223372036854775799\nretry: 99999999999999999999\n");

            assertThat(received.retries).containsExactly(9223372036854775799L, Long.MAX_VALUE);
        }

        @Test
        void wrongDigitsAfterAHugeNumberAreSeen() throws EventStreamException {
            feed(limited, "retry: 99999999999999999999x\n");

            assertThat(received.retries).isEmpty();
        }
    }

    @Nested
    class LimitsThemselves {

        @Test
        void areAtLeastOneByteAndNoTime() {
            assertThatCode(() -> new Limits(1, 1, 0)).doesNotThrowAnyException();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Limits(0, 1, 0))
                    .withMessage("maxLineBytes: 0 (expected: >= 1)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Limits(1, 0, 0))
                    .withMessage("maxEventBytes: 0 (expected: >= 1)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Limits(1, 1, -1))
                    .withMessage("maxRetryMillis: -1 (expected: >= 0)");
        }
    }

    @Nested
    class AfterAFailure {

        private final List<ReceivedEvent> taken = new ArrayList<>();
        private final EventParser failing = new EventParser(event -> {
            taken.add(event);
            if (event.data().equals("fail")) {
                throw new UnsupportedOperationException("fail");
            }
        });

        @Test
        void theReceiversExceptionComesOut() {
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> feed(failing, "data: fail\n\ndata: b\n\n"))
                    .withMessage("fail");
            assertThat(taken).containsExactly(event("fail"));
        }

        @Test
        void nothingMoreIsRead() {
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> feed(failing, "data: fail\n\n"));

            assertThatIllegalStateException()
                    .isThrownBy(() -> feed(failing, "data: b\n\n"))
                    .withMessage("feed: parser is FAILED (expected: READY)");
        }

        @Test
        void theNextConnectionIsRead() throws EventStreamException {
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> feed(failing, "id: 1\ndata: fail\n\nid: 2\ndata: b"));

            failing.reconnected();
            feed(failing, "data: c\n\n");

            assertThat(taken).last().isEqualTo(new ReceivedEvent("1", "message", "c"));
        }

        @Test
        void theNextConnectionIsReadAlsoAfterALimit() throws EventStreamException {
            EventParser limited = new EventParser(received, new Limits(10, 8, 0));
            assertThatExceptionOfType(EventStreamException.class)
                    .isThrownBy(() -> feed(limited, "id: 1\n\nid: 2\ndata: 123\ndata: 12345\n"));

            limited.reconnected();
            feed(limited, "data: c\n\n");

            assertThat(received.events).containsExactly(new ReceivedEvent("1", "message", "c"));
        }
    }

    @Nested
    class InsideOfTheReceiver {

        private final EventParser[] self = new EventParser[1];

        @Test
        void feedIsRefused() {
            self[0] = new EventParser(
                    event -> assertThatCode(() -> feed(self[0], "data: b\n\n")).doesNotThrowAnyException());

            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> feed(self[0], "data: a\n\n"))
                    .withMessageContaining("feed: parser is FEEDING (expected: READY)");
        }

        @Test
        void reconnectedIsRefused() {
            self[0] = new EventParser(event -> self[0].reconnected());

            assertThatIllegalStateException()
                    .isThrownBy(() -> feed(self[0], "data: a\n\n"))
                    .withMessage("reconnected: parser is FEEDING (expected: READY or FAILED)");
        }

        @Test
        void theLastEventIdIsThatOfTheEvent() throws EventStreamException {
            List<String> ids = new ArrayList<>();
            self[0] = new EventParser(event -> ids.add(self[0].lastEventId()));

            feed(self[0], "id: 1\ndata: a\n\nid: 2\ndata: b\n\n");

            assertThat(ids).containsExactly("1", "2");
        }
    }

    @Nested
    class LastEventIds {

        @Test
        void areReportedWhenABlockWithoutDataChangesThem() throws EventStreamException {
            feed(parser, "id: 1\n\nid: 1\n\nevent: x\nid: 2\n\n: c\n\nid: 3\ndata: a\n\nid\n\n");

            assertThat(received.lastEventIds).containsExactly("1", "2", "");
        }

        @Test
        void areCommittedOnlyByABlankLine() throws EventStreamException {
            feed(parser, "id: 1\n");
            assertThat(parser.lastEventId()).isEmpty();

            feed(parser, "\n");
            assertThat(parser.lastEventId()).isEqualTo("1");
        }

        @Test
        void mayHoldWhatCannotBeSentBack() throws EventStreamException {
            feed(parser, "id: a\u0007\n\n");

            assertThat(parser.lastEventId()).isEqualTo("a\u0007");
            assertThat(EventId.isValid(parser.lastEventId())).isFalse();
        }
    }

    @Test
    void aReceiverNeedsToTakeEventsOnly() throws EventStreamException {
        List<ReceivedEvent> events = new ArrayList<>();
        EventParser small = new EventParser(events::add);

        feed(small, ": c\nretry: 1\nid: 1\n\ndata: a\n\n");

        assertThat(events).containsExactly(new ReceivedEvent("1", "message", "a"));
    }

    @Test
    void largeEventsFollowSmallOnes() throws EventStreamException {
        for (int length : new int[] {10, 1 << 20, 20, 3 << 20, 0}) {
            String data = "x".repeat(length);
            byte[] wire = EventEncoder.encode(Event.of(data));
            parser.feed(wire, 0, wire.length / 2);
            parser.feed(wire, wire.length / 2, wire.length - wire.length / 2);
            assertThat(received.events).last().isEqualTo(event(data));
        }
    }
}
