package dev.spate.bench;

import dev.spate.hub.Publication;
import dev.spate.hub.Topic;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What does one delivery cost, without its socket, where a thousand subscribe to one topic?
///
/// Unit: ns for a delivery of one event to one subscriber. Expected: nothing is allocated for a delivery (`-prof gc`:
/// far below 1 B/op), and a hundred events in a turn cost a small part of a hundred turns, since each subscriber is
/// given one block a turn.
///
/// Owner: the benchmark's thread.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FanOutBenchmark {
    private static final int SUBSCRIBERS = 1_000;
    private static final int EVENTS = 100;

    private final DeliveryRig rig = new DeliveryRig();
    private final Publication publication = Samples.publication(new Topic("prices/stock-0"));
    private final List<Publication> publications = Collections.nCopies(EVENTS, publication);

    @Setup
    public void subscribe() {
        for (int number = 0; number < SUBSCRIBERS; number++) {
            rig.subscribe(Topics.exact(0));
        }
        rig.startCounting();
    }

    @Benchmark
    @OperationsPerInvocation(SUBSCRIBERS)
    public long turnOfOneEvent() {
        rig.deliver(publication);
        return rig.sink().bytes();
    }

    @Benchmark
    @OperationsPerInvocation(SUBSCRIBERS * EVENTS)
    public long turnOfAHundredEvents() {
        rig.deliver(publications);
        return rig.sink().bytes();
    }

    @TearDown
    public void requireOneBlockEach() {
        rig.requireDeliveries(SUBSCRIBERS);
    }
}
