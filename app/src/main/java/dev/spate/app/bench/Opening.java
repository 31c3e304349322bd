package dev.spate.app.bench;

import java.util.Optional;

/// Opens all streams, and looks at what that takes. Owner: the thread that runs the bench.
final class Opening {
    /// What a server does after it has answered may still go on, as may its own counting.
    private static final long SETTLE_NANOS = 300_000_000;

    private static final int TENTHS = 10;

    private final Swarm swarm;
    private final Stopwatch watch;
    private final BenchWatch told;
    private final long timeoutNanos;
    private double seconds;

    Opening(Swarm swarm, Stopwatch watch, BenchWatch told, long timeoutNanos) {
        this.swarm = swarm;
        this.watch = watch;
        this.told = told;
        this.timeoutNanos = timeoutNanos;
    }

    /// What came out.
    ///
    /// @param connectsPerSecond the speed
    /// @param residentBytes of the server with all streams open, 0 if nobody wants to know
    /// @param residentBytesPerConnection by how much it grew with each
    record Opened(double connectsPerSecond, long residentBytes, double residentBytesPerConnection) {}

    /// @throws BenchException if none could be opened, or the system has no descriptors for more
    Opened run(Optional<ServerProcess> server) throws InterruptedException {
        long tenth = 0;
        long bytesAtTenth = 0;
        if (server.isPresent()) {
            open(1);
            tenth = swarm.opened();
            bytesAtTenth = server.get().residentBytes();
        }
        open(TENTHS);
        long opened = swarm.opened();
        long bytes = server.map(ServerProcess::residentBytes).orElse(0L);
        double slope = opened == tenth ? 0 : (bytes - bytesAtTenth) / (double) (opened - tenth);
        return new Opened(opened / Math.max(seconds, 1e-9), bytes, slope);
    }

    private void open(int tenths) throws InterruptedException {
        long begin = watch.nanos();
        long wanted = tenths == TENTHS ? swarm.size() : Math.ceilDiv(swarm.size(), TENTHS);
        swarm.openTenths(tenths);
        awaitOpened(wanted);
        seconds += (watch.nanos() - begin) / 1e9;
        String failure = swarm.firstFailure();
        if (failure.contains("Too many open files")) {
            throw new BenchException("connections: " + swarm.size() + " (expected: <= about " + swarm.opened()
                    + ", the limit of open files of this process: see ulimit -n)");
        }
        if (swarm.opened() == 0 && swarm.size() > 0 && !watch.isStopped()) {
            throw new BenchException(
                    "subscribe: " + (failure.isEmpty() ? "no answer" : failure) + " (expected: a stream)");
        }
        watch.awaitStop(watch.nanos() + SETTLE_NANOS);
    }

    /// Waits as long as there is progress.
    private void awaitOpened(long wanted) {
        long reached = -1;
        for (long now = reached(); now < wanted && now > reached && !watch.isStopped(); now = reached()) {
            reached = now;
            long before = now;
            watch.await(
                    () -> {
                        told.onOpening(swarm.opened(), swarm.size());
                        return reached() > before || watch.isStopped();
                    },
                    timeoutNanos);
        }
        told.onOpening(swarm.opened(), swarm.size());
    }

    private long reached() {
        return swarm.opened() + swarm.failed();
    }
}
