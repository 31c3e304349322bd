package dev.spate.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

/// Repeats the checked-in inputs. To search for new ways through the parser for a while:
///
/// ```sh
/// JAZZER_FUZZ=1 mvn -pl wire test -Dtest=EventParserFuzzTest -Djazzer.hooks=true -Djazzer.max_duration=5m
/// ```
class EventParserFuzzTest {

    /// The first byte says how large the parts are; the rest is the stream.
    @FuzzTest
    void readsWhatTheStandardSays(byte[] input) throws EventStreamException {
        byte[] stream = input.length == 0 ? input : Arrays.copyOfRange(input, 1, input.length);
        int partBytes = input.length == 0 ? 1 : 1 + (input[0] & 0xF);
        Recording recording = new Recording();
        EventParser parser = new EventParser(recording);

        for (int at = 0; at < stream.length; at += partBytes) {
            parser.feed(stream, at, Math.min(partBytes, stream.length - at));
        }

        assertThat(recording.result()).isEqualTo(PlainParser.parse(stream, EventParser.Limits.USUAL.maxRetryMillis()));
        for (ReceivedEvent event : recording.events) {
            checkSentAgain(event);
        }
    }

    /// What was received and may be sent arrives as it was received.
    private static void checkSentAgain(ReceivedEvent event) throws EventStreamException {
        if (!EventId.isValid(event.lastEventId()) || !EventId.isValid(event.type())) {
            return;
        }
        byte[] wire = EventEncoder.encode(
                new Event(new EventId(event.lastEventId()), event.type(), event.data(), Event.NO_RETRY));
        Recording recording = new Recording();

        new EventParser(recording).feed(wire, 0, wire.length);

        assertThat(recording.events).containsExactly(event);
    }
}
