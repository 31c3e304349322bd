package dev.spate.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The parser against the standard, the encoder against its simple form, and both against each other, on random
/// streams and events. A failure names the seed that makes its sample again.
class RandomStreamsTest {

    private static final int SAMPLES = 20_000;
    private static final int NIGHTLY_SAMPLES = 5_000_000;

    @Test
    void theParserReadsWhatTheStandardSays() throws EventStreamException {
        for (long seed = 0; seed < SAMPLES; seed++) {
            checkParser(seed);
        }
    }

    @Test
    void theEncoderWritesWhatItsSimpleFormWrites() {
        for (long seed = 0; seed < SAMPLES; seed++) {
            checkEncoder(seed);
        }
    }

    @Test
    void whatIsWrittenIsReadAgain() throws EventStreamException {
        for (long seed = 0; seed < SAMPLES; seed++) {
            checkRoundTrip(seed);
        }
    }

    @Tag("nightly")
    @Test
    void allOfThemForLong() throws EventStreamException {
        long first = new Random().nextLong();
        for (long seed = first; seed != first + NIGHTLY_SAMPLES; seed++) {
            checkParser(seed);
            checkEncoder(seed);
            checkRoundTrip(seed);
        }
    }

    private static void checkParser(long seed) throws EventStreamException {
        Samples samples = new Samples(seed);
        byte[] stream = samples.stream();
        Recording recording = new Recording();

        samples.feed(new EventParser(recording), stream);

        assertThat(recording.result())
                .as(() -> "seed %d, stream %s".formatted(seed, HexFormat.of().formatHex(stream)))
                .isEqualTo(PlainParser.parse(stream, EventParser.Limits.USUAL.maxRetryMillis()));
    }

    private static void checkEncoder(long seed) {
        Event event = new Samples(seed).event();

        assertThat(EventEncoder.encode(event))
                .as(() -> "seed %d, event %s".formatted(seed, event))
                .isEqualTo(PlainEncoder.encode(event));
    }

    private static void checkRoundTrip(long seed) throws EventStreamException {
        Samples samples = new Samples(seed);
        List<Event> events = new ArrayList<>();
        EventEncoder encoder = new EventEncoder();
        for (int i = 0; i < 5; i++) {
            Event event = samples.event();
            events.add(event);
            encoder.event(event).comment("c");
        }
        Recording recording = new Recording();

        samples.feed(new EventParser(recording), encoder.toBytes());

        assertThat(recording.result())
                .as(() -> "seed %d, events %s".formatted(seed, events))
                .isEqualTo(sent(events));
    }

    /// What arrives of these events: line ends as LF, lone surrogates as U+FFFD, the last id carried on.
    private static Recording.Result sent(List<Event> events) {
        Recording recording = new Recording();
        String lastEventId = "";
        for (Event event : events) {
            lastEventId = event.id().isNone() ? lastEventId : event.id().text();
            String data = PlainEncoder.wellFormed(event.data().replaceAll("\r\n|\r", "\n"));
            recording.onEvent(new ReceivedEvent(lastEventId, event.type(), data));
            recording.onComment("c");
            if (event.hasRetry()) {
                recording.onRetry(Math.min(event.retryMillis(), EventParser.Limits.USUAL.maxRetryMillis()));
            }
        }
        return recording.result();
    }
}
