package dev.spate.app.bench;

/// Is told how a run gets on. Called by the thread that runs it.
public interface BenchWatch {
    /// Streams are being opened.
    ///
    /// @param opened how many are
    /// @param of how many shall be
    void onOpening(long opened, long of);

    /// A second has passed.
    ///
    /// @param deliveries in that second
    /// @param p99Millis how late deliveries were so far, 0 as long as nothing is measured
    void onSecond(long deliveries, double p99Millis);
}
