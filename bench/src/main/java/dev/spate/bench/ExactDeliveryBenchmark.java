package dev.spate.bench;

import dev.spate.hub.Publication;
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

/// What does one publication cost from the window to its one subscriber, who asked for the topic by its name?
///
/// Unit: ns for a publication; every topic comes up. Expected: among 100,000 subscriptions at most 1.5 times what it
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
    @Param({"10", "100000"})
    public int subscriptions = 10;

    private final DeliveryRig rig = new DeliveryRig();
    private Rotation<Publication> publications;

    @Setup
    public void subscribe() {
        for (int number = 0; number < subscriptions; number++) {
            rig.subscribe(Topics.exact(number));
        }
        publications = Rotation.over(
                Topics.ofExact(subscriptions).stream().map(Samples::publication).toList());
        rig.startCounting();
    }

    @Benchmark
    public long publication() {
        rig.deliver(publications.next());
        return rig.sink().bytes();
    }

    @TearDown
    public void requireOneDeliveryEach() {
        rig.requireDeliveries(1);
    }
}
