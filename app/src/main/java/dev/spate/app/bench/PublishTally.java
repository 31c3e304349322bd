package dev.spate.app.bench;

/// What became of publications, of all publishers together. Owner: the publishing thread; others get copies.
final class PublishTally {
    private final Latencies latencies;
    private long accepted;
    private long acceptedInPeriod;
    private long refused;
    private int failed;
    private String firstFailure = "";
    private Period period = Period.NONE;

    PublishTally() {
        this(new Latencies());
    }

    private PublishTally(Latencies latencies) {
        this.latencies = latencies;
    }

    void measure(Period measured) {
        period = measured;
    }

    void accepted(long sentNanos, long nowNanos) {
        accepted++;
        if (period.holds(sentNanos)) {
            latencies.record(nowNanos - sentNanos);
        }
        if (period.holds(nowNanos)) {
            acceptedInPeriod++;
        }
    }

    void refused(String reason) {
        refused++;
        remember(reason);
    }

    /// A connection has failed for good.
    void failed(String reason) {
        failed++;
        remember(reason);
    }

    private void remember(String reason) {
        firstFailure = firstFailure.isEmpty() ? reason : firstFailure;
    }

    PublishTally copy() {
        var copy = new PublishTally(latencies.copy());
        copy.accepted = accepted;
        copy.acceptedInPeriod = acceptedInPeriod;
        copy.refused = refused;
        copy.failed = failed;
        copy.firstFailure = firstFailure;
        return copy;
    }

    Latencies latencies() {
        return latencies;
    }

    long acceptedSoFar() {
        return accepted;
    }

    long acceptedInPeriod() {
        return acceptedInPeriod;
    }

    long refusedSoFar() {
        return refused;
    }

    int failedConnections() {
        return failed;
    }

    /// Why something was refused or failed first, empty if nothing was.
    String firstFailure() {
        return firstFailure;
    }
}
