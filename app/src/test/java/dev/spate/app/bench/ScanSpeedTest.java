package dev.spate.app.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How many events a second one thread takes: chunk framing, lines, stamp, check of the order, histogram. Sockets left
/// out. In events of 100 bytes of data, as a hub sends them; printed, not judged.
@Tag("nightly")
class ScanSpeedTest {
    private static final int EVENTS = 1000;
    private static final int ROUNDS = 5000;
    private static final int REPEATS = 5;
    private static final int DATA_BYTES = 100;

    private final Stamp stamp = new Stamp(0x1234_5678L);
    private final Tally tally = new Tally();
    private long number;

    @Test
    void eventsInChunksOfTheirOwn() throws IOException {
        measure("a chunk an event", 1);
    }

    @Test
    void eventsInChunksOfAHundred() throws IOException {
        measure("a chunk a hundred events", 100);
    }

    private void measure(String what, int eventsAChunk) throws IOException {
        byte[] bytes = stream(eventsAChunk);
        AnswerReader reader = reader();
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            long begin = System.nanoTime();
            for (int round = 0; round < ROUNDS; round++) {
                reader.read(bytes, 0, bytes.length);
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            System.out.printf("%s: %.1f million events/s%n", what, EVENTS * (double) ROUNDS / seconds / 1e6);
        }
        assertThat(tally.deliveredSoFar()).isEqualTo((long) EVENTS * ROUNDS * REPEATS);
    }

    private AnswerReader reader() throws IOException {
        var arrivals = new Arrivals(1);
        var scanner = new EventScanner(stamp, EventScanner.Ids.IGNORED, new EventScanner.Sink() {
            @Override
            public void onEvent(long mark, long intendedNanos) {
                // The bytes are the same in each round, the numbers must not be.
                number++;
                if (arrivals.take(Stamp.publisher(mark), number) != Arrivals.Verdict.NEXT) {
                    throw new AssertionError("out of order");
                }
                tally.delivered(intendedNanos, intendedNanos + 1000 * (number & 1023));
            }

            @Override
            public void onGap() {
                throw new AssertionError("a gap");
            }
        });
        var reader = new AnswerReader(new AnswerReader.Listener() {
            @Override
            public void onHead(int status) {
                assertThat(status).isEqualTo(200);
            }

            @Override
            public void onBody(byte[] body, int from, int to) {
                scanner.scan(body, from, to);
            }

            @Override
            public void onEnd() {
                throw new AssertionError("an end");
            }
        });
        byte[] head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(US_ASCII);
        reader.read(head, 0, head.length);
        tally.measure(new Period(0, Long.MAX_VALUE));
        return reader;
    }

    private byte[] stream(int eventsAChunk) {
        var stream = new StringBuilder();
        for (int index = 0; index < EVENTS; index += eventsAChunk) {
            var chunk = new StringBuilder();
            for (int event = index; event < index + eventsAChunk; event++) {
                var data = new byte[Stamp.BYTES];
                stamp.write(data, 0, Stamp.mark(0, event + 1), 1000);
                chunk.append("data: ").append(new String(data, US_ASCII)).append("x".repeat(DATA_BYTES - data.length));
                chunk.append("\nid: #1k2j3h4g-")
                        .append(Integer.toString(event, 36))
                        .append("\n\n");
            }
            stream.append(Integer.toHexString(chunk.length()))
                    .append("\r\n")
                    .append(chunk)
                    .append("\r\n");
        }
        return stream.toString().getBytes(US_ASCII);
    }
}
