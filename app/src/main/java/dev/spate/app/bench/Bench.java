package dev.spate.app.bench;

import dev.spate.hub.Ticker;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/// Opens event streams, publishes, and checks every delivery. One run a bench.
///
/// ```java
/// var bench = new Bench(plan, Optional.empty(), watch, new CountDownLatch(1));
/// BenchResult result = bench.run();
/// ```
///
/// Owner: the thread that runs it.
public final class Bench {
    /// After the run was stopped, longer is not waited for what is still under way.
    private static final long STOPPED_TIMEOUT_NANOS = Duration.ofSeconds(2).toNanos();

    private static final long SECOND_NANOS = 1_000_000_000;

    /// Between the decision to publish and the first event, so that all threads know by then.
    private static final long LEAD_NANOS = 50_000_000;

    private final BenchPlan plan;
    private final Optional<ServerProcess> server;
    private final BenchWatch told;
    private final Stopwatch watch;
    private long deliveredBefore;
    private long nextSecondNanos;

    /// @param plan what to do
    /// @param server whose use of the machine is looked at
    /// @param told hears how it gets on
    /// @param stop is opened to end early
    public Bench(BenchPlan plan, Optional<ServerProcess> server, BenchWatch told, CountDownLatch stop) {
        this.plan = plan;
        this.server = server;
        this.told = told;
        this.watch = new Stopwatch(Ticker.system(), stop);
    }

    /// Runs it.
    ///
    /// @return what was found
    /// @throws BenchException if there is nothing to measure
    /// @throws InterruptedException if the thread was
    public BenchResult run() throws InterruptedException {
        var stamp = new Stamp(new SecureRandom().nextInt());
        try (var swarm = new Swarm(plan, stamp, watch.ticker());
                var publishers = new PublishLoop(PublishLoop.Flow.of(plan, stamp), watch.ticker())) {
            var opened = new Opening(swarm, watch, told, timeoutNanos()).run(server);
            var measured = switch (plan.load().story()) {
                case BenchPlan.Story.Behind behind -> new Comeback(this, swarm, publishers).run(behind.events());
                case BenchPlan.Story.Steady _, BenchPlan.Story.Storm _ -> steady(swarm, publishers);
            };
            return result(opened, measured, swarm, publishers);
        } catch (IOException broken) {
            throw new BenchException("bench: " + broken.getMessage(), broken);
        }
    }

    /// What one story has measured.
    ///
    /// @param period the time it took
    /// @param publishSeconds the time it was published in
    /// @param cpu what was used
    /// @param catchUpSeconds if there was a cut
    record Measured(Period period, double publishSeconds, Cpu cpu, OptionalDouble catchUpSeconds) {}

    /// Seconds of processors.
    ///
    /// @param server of the server and its children
    /// @param client of this process
    record Cpu(double server, double client) {
        Cpu minus(Cpu other) {
            return new Cpu(server - other.server, client - other.client);
        }
    }

    private Measured steady(Swarm swarm, PublishLoop publishers) throws InterruptedException {
        long begin = watch.nanos() + LEAD_NANOS;
        long measuredFrom = begin + plan.times().warmup().toNanos();
        long end = measuredFrom + plan.times().duration().toNanos();
        var period = new Period(measuredFrom, end);
        swarm.measure(period);
        publishers.measure(period);
        var storm = new Storm(swarm, publishers, watch, measuredFrom + (end - measuredFrom) / 2);
        boolean isStorm = plan.load().story() instanceof BenchPlan.Story.Storm;
        var done = publish(publishers, begin, end);
        awaitUntil(measuredFrom, swarm, done, () -> {});
        Cpu before = cpu();
        awaitUntil(end, swarm, done, isStorm ? storm::step : () -> {});
        Cpu used = cpu().minus(before);
        var seen = new Period(measuredFrom, Math.clamp(watch.nanos(), measuredFrom, end));
        if (isStorm && !watch.isStopped()) {
            watch.await(
                    () -> {
                        storm.step();
                        return storm.catchUpSeconds().isPresent();
                    },
                    timeoutNanos());
        }
        finish(publishers, done);
        return new Measured(seen, seen.seconds(), used, storm.catchUpSeconds());
    }

    private CompletableFuture<Void> publish(PublishLoop publishers, long begin, long end) {
        BenchPlan.Flow flow = plan.load().flow();
        if (flow.rate() == 0) {
            return new CompletableFuture<>();
        }
        return publishers.publish(
                flow.isFlatOut() ? new Rhythm.FlatOut(end) : new Rhythm.Paced(flow.rate(), begin, end));
    }

    /// What was due is still sent, and what was sent answered, as far as that happens in time.
    private void finish(PublishLoop publishers, CompletableFuture<Void> done) {
        publishers.stop();
        watch.await(() -> done.isDone() || plan.load().flow().rate() == 0, timeoutNanos());
        publishers.giveUp();
    }

    /// Waits until then, or until it is stopped or nobody publishes any more; tells every second.
    private void awaitUntil(long untilNanos, Swarm swarm, CompletableFuture<Void> done, Runnable step)
            throws InterruptedException {
        while (watch.nanos() - untilNanos < 0 && !watch.isStopped() && !done.isDone()) {
            step.run();
            tell(swarm);
            watch.awaitStop(Math.min(untilNanos, watch.nanos() + Stopwatch.POLL_NANOS));
        }
    }

    void tell(Swarm swarm) {
        long now = watch.nanos();
        if (now - nextSecondNanos >= 0 || nextSecondNanos == 0) {
            boolean isFirst = nextSecondNanos == 0;
            nextSecondNanos = now + SECOND_NANOS;
            Tally tally = swarm.tallySoFar();
            if (!isFirst) {
                told.onSecond(
                        tally.deliveredSoFar() - deliveredBefore,
                        tally.latencies().millisAt(99));
            }
            deliveredBefore = tally.deliveredSoFar();
        }
    }

    Stopwatch watch() {
        return watch;
    }

    int topics() {
        return plan.load().topics();
    }

    long timeoutNanos() {
        return watch.isStopped()
                ? STOPPED_TIMEOUT_NANOS
                : plan.times().timeout().toNanos();
    }

    Cpu cpu() {
        double own = ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toNanos()
                / 1e9;
        return new Cpu(server.map(ServerProcess::cpuSeconds).orElse(0.0), own);
    }

    private BenchResult result(Opening.Opened opened, Measured measured, Swarm swarm, PublishLoop publishers) {
        Accepted accepted = publishers.accepted();
        watch.await(() -> swarm.hasAll(accepted), timeoutNanos());
        Tally tally = swarm.tallySoFar();
        PublishTally published = publishers.tallySoFar();
        String first = swarm.firstFailure().isEmpty() ? published.firstFailure() : swarm.firstFailure();
        var faults = new BenchResult.Faults(
                swarm.lost(accepted),
                tally.doubledSoFar(),
                tally.outOfOrder(),
                tally.gaps(),
                published.refusedSoFar(),
                swarm.failed() + published.failedConnections(),
                first);
        double seconds = measured.period().seconds();
        return new BenchResult(
                plan,
                seconds,
                opened.connectsPerSecond(),
                rate(published.acceptedInPeriod(), measured.publishSeconds(), published.latencies()),
                new BenchResult.Delivered(
                        rate(tally.deliveredInPeriod(), seconds, tally.latencies()), tally.bytesInPeriod()),
                faults,
                measured.catchUpSeconds(),
                server.map(of -> new BenchResult.Server(
                        of.pid(),
                        measured.cpu().server(),
                        opened.residentBytes(),
                        opened.residentBytesPerConnection())),
                measured.cpu().client());
    }

    private static BenchResult.Rate rate(long count, double seconds, Latencies latencies) {
        return new BenchResult.Rate(count, seconds > 0 ? count / seconds : 0, latencies.percentiles());
    }
}
