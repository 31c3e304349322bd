package dev.spate.bench;

import dev.spate.wire.Event;
import dev.spate.wire.EventEncoder;
import dev.spate.wire.EventId;
import dev.spate.wire.EventParser;
import dev.spate.wire.EventStreamException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What does it cost to read an event, when a whole buffer is there and when it comes in packets?
///
/// Unit: ns for an event of 100 bytes. Expected: packets cost at most a third more than whole buffers.
///
/// Owner: the benchmark's thread.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ParserBenchmark {
    private static final int EVENTS = 1_000;
    private static final int PACKET_BYTES = 1_460;

    private long characters;
    private final byte[] stream = stream();
    private final EventParser parser =
            new EventParser(event -> characters += event.data().length());

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long wholeBuffers() throws EventStreamException {
        parser.feed(stream, 0, stream.length);
        return characters;
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long packets() throws EventStreamException {
        for (int at = 0; at < stream.length; at += PACKET_BYTES) {
            parser.feed(stream, at, Math.min(PACKET_BYTES, stream.length - at));
        }
        return characters;
    }

    private static byte[] stream() {
        var encoder = new EventEncoder();
        for (int number = 0; number < EVENTS; number++) {
            encoder.event(Event.of(Samples.data()).withId(new EventId("#7mzk0qo2f-" + number)));
        }
        return encoder.toBytes();
    }
}
