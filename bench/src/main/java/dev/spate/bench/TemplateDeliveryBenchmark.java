package dev.spate.bench;

import dev.spate.hub.Publication;
import dev.spate.hub.Topic;
import java.util.List;
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

/// What does one publication cost from the log to its ten subscribers, who asked for it with a template?
///
/// Unit: ns for a publication with its ten deliveries; every template comes up. Expected: among 10,000 subscriptions of
/// 1,000 templates at most 3 times what it costs among 10 of one template, for topics that come again and for those
/// that were never seen, whatever the templates begin with.
///
/// Owner: the benchmark's thread.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class TemplateDeliveryBenchmark {
    @Param({"10", "10000"})
    public int subscriptions = 10;

    @Param
    public TemplateShape shape = TemplateShape.OWN_PREFIX;

    private final DeliveryRig rig = new DeliveryRig();
    private Rotation<Publication> known;
    private Rotation<Publication> fresh;

    @Setup
    public void subscribe() {
        int templates = Topics.templates(subscriptions);
        for (int number = 0; number < subscriptions; number++) {
            rig.subscribe(shape.template(number % templates));
        }
        known = rotation(Topics.known(shape, subscriptions));
        fresh = rotation(Topics.fresh(shape, subscriptions));
        rig.startCounting();
    }

    @Benchmark
    public long knownTopic() {
        rig.deliver(known.next());
        return rig.sink().bytes();
    }

    @Benchmark
    public long freshTopic() {
        rig.deliver(fresh.next());
        return rig.sink().bytes();
    }

    @TearDown
    public void requireTenDeliveriesEach() {
        rig.requireDeliveries(Topics.TAKERS);
    }

    private static Rotation<Publication> rotation(List<Topic> topics) {
        return Rotation.over(topics.stream().map(Samples::publication).toList());
    }
}
