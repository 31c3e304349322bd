package dev.spate.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What does one publication cost from the log to its one subscriber, who asked for the topic by its name?
///
/// Unit: ns for a publication, which is new each time, as it would come out of a request; every topic comes up, far
/// from
/// the one before. What makes the difference is memory that no cache holds. Expected: among 100,000 subscriptions at
/// most 1.5 times what it
/// costs among 10.
///
/// Owner: the benchmark's thread.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class ExactDeliveryBenchmark {
    /// Prime to every number of subscriptions.
    private static final int STRIDE = 30_011;

    @Param({"10", "100000"})
    public int subscriptions = 10;

    private final DeliveryRig rig = new DeliveryRig();
    private int number;

    @Setup
    public void subscribe() {
        for (int index = 0; index < subscriptions; index++) {
            rig.subscribe(Topics.exact(index));
        }
        rig.startCounting();
    }

    @Benchmark
    public long publication() {
        number = (number + STRIDE) % subscriptions;
        rig.deliver(Samples.publication(Topics.topic(number)));
        return rig.sink().bytes();
    }

    @TearDown
    public void requireOneDeliveryEach() {
        rig.requireDeliveries(1);
    }
}
