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

/// What does it cost to find the one subscription that asked for a topic by its name?
///
/// Unit: ns for a topic; every registered topic comes up. Expected: it does not grow with the number of
/// subscriptions, but for what memory costs that no cache holds.
///
/// Owner: the benchmark's thread.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ExactMatchBenchmark {
    @Param({"10", "100000"})
    public int subscriptions = 10;

    private final SubscriptionIndex<Integer> index = new SubscriptionIndex<>();
    private Rotation<List<Topic>> topics;
    private long found;

    @Setup
    public void subscribe() {
        for (int number = 0; number < subscriptions; number++) {
            index.add(List.of(Topics.exact(number)), number);
        }
        topics = Rotation.over(
                Topics.ofExact(subscriptions).stream().map(List::of).toList());
    }

    @Benchmark
    public long match() {
        index.match(topics.next(), taker -> found += taker);
        return found;
    }
}
