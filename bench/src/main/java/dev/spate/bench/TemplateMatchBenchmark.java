package dev.spate.bench;

import dev.spate.hub.Topic;
import dev.spate.hub.internal.topic.SubscriptionIndex;
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
import org.openjdk.jmh.annotations.Warmup;

/// What does it cost to find the ten subscriptions of which the template takes a topic, among ten of one template and
/// among ten thousand of a thousand templates?
///
/// Unit: ns for a topic; every template comes up. Expected: for known topics it does not grow with the number of
/// templates, but for what memory costs; for topics that were never seen it grows with the length of the topic and
/// not with the number of templates, whatever these begin with.
///
/// Owner: the benchmark's thread.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TemplateMatchBenchmark {
    @Param({"10", "10000"})
    public int subscriptions = 10;

    @Param
    public TemplateShape shape = TemplateShape.OWN_PREFIX;

    private final SubscriptionIndex<Integer> index = new SubscriptionIndex<>();
    private Rotation<List<Topic>> known;
    private Rotation<List<Topic>> fresh;
    private long found;

    @Setup
    public void subscribe() {
        int templates = Topics.templates(subscriptions);
        for (int number = 0; number < subscriptions; number++) {
            index.add(List.of(shape.template(number % templates)), number);
        }
        known = rotation(Topics.known(shape, subscriptions));
        fresh = rotation(Topics.fresh(shape, subscriptions));
    }

    @Benchmark
    public long knownTopic() {
        return match(known.next());
    }

    @Benchmark
    public long freshTopic() {
        return match(fresh.next());
    }

    private long match(List<Topic> topics) {
        index.match(topics, taker -> found += taker);
        return found;
    }

    private static Rotation<List<Topic>> rotation(List<Topic> topics) {
        return Rotation.over(topics.stream().map(List::of).toList());
    }
}
