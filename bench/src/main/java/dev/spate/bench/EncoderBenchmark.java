package dev.spate.bench;

import dev.spate.wire.Event;
import dev.spate.wire.EventEncoder;
import dev.spate.wire.EventId;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What does it cost to turn an event into its bytes, which happens once for each publication?
///
/// Unit: ns for an event. Expected: the array it returns is all it allocates (`-prof gc`), and a line costs no more in
/// the midst of ten than by itself.
///
/// Owner: the benchmark's thread.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncoderBenchmark {
    private static final int LINES = 10;

    private final EventEncoder encoder = new EventEncoder();
    private final Event ticker = event(Samples.data());
    private final Event tenLines = event("a line of some thirty characters\n".repeat(LINES - 1) + "the last line");

    @Benchmark
    public byte[] ticker() {
        return encode(ticker);
    }

    @Benchmark
    public byte[] tenLines() {
        return encode(tenLines);
    }

    private byte[] encode(Event event) {
        encoder.reset();
        return encoder.event(event).toBytes();
    }

    private static Event event(String data) {
        return Event.of(data).withId(new EventId("#7mzk0qo2f-2s"));
    }
}
