package dev.spate.app.bench;

import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;

/// All subscribers are cut after their first event, miss what is published then, and come back at once.
///
/// Owner: the thread that runs the bench.
final class Comeback {
    private static final long FOREVER_NANOS = Long.MAX_VALUE / 4;

    private final Bench bench;
    private final Swarm swarm;
    private final PublishLoop publishers;
    private final Stopwatch watch;

    Comeback(Bench bench, Swarm swarm, PublishLoop publishers) {
        this.bench = bench;
        this.swarm = swarm;
        this.publishers = publishers;
        this.watch = bench.watch();
    }

    /// @param events how many they miss
    Bench.Measured run(int events) {
        publish(bench.topics());
        Accepted first = publishers.accepted();
        watch.await(() -> swarm.hasAll(first), bench.timeoutNanos());
        long open = swarm.opened() + swarm.failed();
        swarm.cut();
        double publishSeconds = publishMeasured(events);
        return comeBack(open, publishSeconds);
    }

    private Bench.Measured comeBack(long open, double publishSeconds) {
        Accepted owed = publishers.accepted();
        Bench.Cpu before = bench.cpu();
        long begin = watch.nanos();
        swarm.measure(new Period(begin, begin + FOREVER_NANOS));
        swarm.reopen();
        boolean isAllThere = awaitAll(owed, open);
        long end = isAllThere ? swarm.tallySoFar().newestNanos() : watch.nanos();
        Bench.Cpu used = bench.cpu().minus(before);
        double seconds = (end - begin) / 1e9;
        return new Bench.Measured(
                new Period(begin, end),
                publishSeconds,
                used,
                isAllThere ? OptionalDouble.of(seconds) : OptionalDouble.empty());
    }

    /// However long that takes, as long as it gets on.
    private boolean awaitAll(Accepted owed, long open) {
        long before = -1;
        long now = 0;
        while (now > before && !watch.isStopped()) {
            before = now;
            boolean isAllThere = watch.await(
                    () -> {
                        bench.tell(swarm);
                        return watch.isStopped() || (swarm.opened() + swarm.failed() >= open && swarm.hasAll(owed));
                    },
                    bench.timeoutNanos());
            if (isAllThere) {
                return !watch.isStopped();
            }
            now = swarm.tallySoFar().deliveredSoFar();
        }
        return false;
    }

    private double publishMeasured(int events) {
        long begin = watch.nanos();
        publishers.measure(new Period(begin, begin + FOREVER_NANOS));
        publish(events);
        return (watch.nanos() - begin) / 1e9;
    }

    /// However long that takes, as long as it gets on.
    private void publish(int events) {
        CompletableFuture<Void> done = publishers.publish(new Rhythm.Quota(events));
        long before = -1;
        long now = publishers.tallySoFar().acceptedSoFar();
        while (now > before && !done.isDone() && !watch.isStopped()) {
            before = now;
            watch.await(() -> done.isDone() || watch.isStopped(), bench.timeoutNanos());
            now = publishers.tallySoFar().acceptedSoFar();
        }
        publishers.stop();
        publishers.giveUp();
    }
}
