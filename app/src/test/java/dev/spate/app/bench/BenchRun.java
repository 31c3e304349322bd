package dev.spate.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// A small run of the bench, one thing of which a test changes. Thread-safe: immutable.
record BenchRun(Target target, BenchPlan.Crowd crowd, BenchPlan.Load load, BenchPlan.Times times) {
    /// Three subscribers, forty events at the most in a fifth of a second.
    static BenchRun of(Target target) {
        return new BenchRun(
                target,
                new BenchPlan.Crowd(3, 0, 1, List.of()),
                new BenchPlan.Load(
                        new BenchPlan.Story.Steady(), new BenchPlan.Flow(Target.Bulk.REQUESTS, 200, 1, 1), 1, 60),
                new BenchPlan.Times(Duration.ZERO, Duration.ofMillis(200), Duration.ofMillis(300)));
    }

    static Target any(TinyServer server) {
        return new Target(
                new Endpoint("GET", server.url("/sub/{topic}"), List.of(), ""),
                new Endpoint("POST", server.url("/pub/{topic}"), List.of(), Endpoint.DATA),
                Target.ANY_TOPIC);
    }

    BenchRun flow(Target.Bulk bulk, double rate, int publishers, int pipeline) {
        return load(load.story(), new BenchPlan.Flow(bulk, rate, publishers, pipeline));
    }

    BenchRun story(BenchPlan.Story story) {
        return load(story, load.flow());
    }

    BenchRun topics(int topics) {
        return new BenchRun(target, crowd, new BenchPlan.Load(load.story(), load.flow(), topics, load.size()), times);
    }

    BenchRun crowd(int subscribers, int stalled, int threads) {
        return new BenchRun(target, new BenchPlan.Crowd(subscribers, stalled, threads, List.of()), load, times);
    }

    BenchRun patient() {
        return duration(times.duration());
    }

    BenchRun duration(Duration duration) {
        return new BenchRun(
                target, crowd, load, new BenchPlan.Times(Duration.ofMillis(20), duration, Duration.ofSeconds(30)));
    }

    BenchResult run() throws InterruptedException {
        return run(new CountDownLatch(1), () -> {});
    }

    /// Is stopped at the first second.
    BenchResult runForASecond() throws InterruptedException {
        var stop = new CountDownLatch(1);
        return run(stop, stop::countDown);
    }

    private BenchResult run(CountDownLatch stop, Runnable everySecond) throws InterruptedException {
        var watch = new BenchWatch() {
            @Override
            public void onOpening(long opened, long of) {
                assertThat(opened).isLessThanOrEqualTo(of);
            }

            @Override
            public void onSecond(long deliveries, double p99Millis) {
                everySecond.run();
            }
        };
        return new Bench(new BenchPlan(target, crowd, load, times), Optional.empty(), watch, stop).run();
    }

    private BenchRun load(BenchPlan.Story story, BenchPlan.Flow flow) {
        return new BenchRun(target, crowd, new BenchPlan.Load(story, flow, load.topics(), load.size()), times);
    }
}
