package dev.spate.app.bench;

/// What the subscribers of one reader have got, all together. Owner: the reader's thread; others get copies.
final class Tally {
    private final Latencies latencies;
    private long delivered;
    private long deliveredInPeriod;
    private long bytesInPeriod;
    private long doubled;
    private long outOfOrder;
    private long gaps;
    private long newestNanos;
    private Period period = Period.NONE;

    Tally() {
        this(new Latencies());
    }

    private Tally(Latencies latencies) {
        this.latencies = latencies;
    }

    /// Measures from now on what falls in there; what was measured stays.
    void measure(Period measured) {
        period = measured;
    }

    void received(int bytes, long nowNanos) {
        if (period.holds(nowNanos)) {
            bytesInPeriod += bytes;
        }
    }

    void delivered(long intendedNanos, long nowNanos) {
        delivered++;
        newestNanos = nowNanos;
        if (period.holds(intendedNanos)) {
            latencies.record(nowNanos - intendedNanos);
        }
        if (period.holds(nowNanos)) {
            deliveredInPeriod++;
        }
    }

    void deliveredLate(long intendedNanos, long nowNanos) {
        outOfOrder++;
        delivered(intendedNanos, nowNanos);
    }

    void doubled() {
        doubled++;
    }

    void gap() {
        gaps++;
    }

    Tally copy() {
        var copy = new Tally(latencies.copy());
        copy.addCounts(this);
        return copy;
    }

    void add(Tally other) {
        latencies.add(other.latencies);
        addCounts(other);
    }

    private void addCounts(Tally other) {
        delivered += other.delivered;
        deliveredInPeriod += other.deliveredInPeriod;
        bytesInPeriod += other.bytesInPeriod;
        doubled += other.doubled;
        outOfOrder += other.outOfOrder;
        gaps += other.gaps;
        if (newestNanos == 0 || other.newestNanos - newestNanos > 0) {
            newestNanos = other.newestNanos;
        }
    }

    Latencies latencies() {
        return latencies;
    }

    long deliveredSoFar() {
        return delivered;
    }

    long deliveredInPeriod() {
        return deliveredInPeriod;
    }

    long bytesInPeriod() {
        return bytesInPeriod;
    }

    long doubledSoFar() {
        return doubled;
    }

    long outOfOrder() {
        return outOfOrder;
    }

    long gaps() {
        return gaps;
    }

    /// When the newest event came, 0 before the first.
    long newestNanos() {
        return newestNanos;
    }
}
