package dev.spate.app.bench;

import org.HdrHistogram.Histogram;

/// How long things took: to three digits, from a microsecond to an hour. Recording allocates nothing.
///
/// Owner: the thread that records; others get copies.
final class Latencies {
    private static final long LEAST_NANOS = 1_000;
    private static final long MOST_NANOS = 3_600_000_000_000L;
    private static final int DIGITS = 3;
    private static final double NANOS_A_MILLI = 1e6;

    private final Histogram histogram;

    Latencies() {
        this(new Histogram(LEAST_NANOS, MOST_NANOS, DIGITS));
    }

    private Latencies(Histogram histogram) {
        this.histogram = histogram;
    }

    void record(long nanos) {
        histogram.recordValue(Math.clamp(nanos, 0, MOST_NANOS));
    }

    void add(Latencies others) {
        histogram.add(others.histogram);
    }

    Latencies copy() {
        return new Latencies(histogram.copy());
    }

    double millisAt(double percentile) {
        return histogram.getTotalCount() == 0 ? 0 : histogram.getValueAtPercentile(percentile) / NANOS_A_MILLI;
    }

    BenchResult.Percentiles percentiles() {
        return new BenchResult.Percentiles(
                millisAt(50), millisAt(90), millisAt(99), millisAt(99.9), histogram.getMaxValue() / NANOS_A_MILLI);
    }
}
