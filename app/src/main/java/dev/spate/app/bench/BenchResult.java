package dev.spate.app.bench;

import java.util.Optional;
import java.util.OptionalDouble;

/// What a run of the bench has found. Thread-safe: immutable.
///
/// @param plan what was done
/// @param seconds how long it was measured
/// @param connectsPerSecond how fast the streams were opened
/// @param published what was published in that time
/// @param delivered what was delivered in that time
/// @param faults what went wrong in the whole run
/// @param catchUpSeconds how long it took until all had everything again, after a cut
/// @param server what the server used
/// @param clientCpuSeconds what this process used in that time
public record BenchResult(
        BenchPlan plan,
        double seconds,
        double connectsPerSecond,
        Rate published,
        Delivered delivered,
        Faults faults,
        OptionalDouble catchUpSeconds,
        Optional<Server> server,
        double clientCpuSeconds) {
    /// Something that happened often.
    ///
    /// @param count how often
    /// @param perSecond how often a second
    /// @param latency how long it took each time
    public record Rate(long count, double perSecond, Percentiles latency) {}

    /// Deliveries.
    ///
    /// @param rate how many, and how late they were
    /// @param bytes all that was read for them
    public record Delivered(Rate rate, long bytes) {}

    /// Milliseconds.
    ///
    /// @param p50 half were not slower
    /// @param p90 nor 90 %
    /// @param p99 nor 99 %
    /// @param p999 nor 99.9 %
    /// @param max nor any
    public record Percentiles(double p50, double p90, double p99, double p999, double max) {}

    /// What must not be.
    ///
    /// @param lost deliveries that never came
    /// @param doubled deliveries that came again
    /// @param outOfOrder deliveries that came after later ones
    /// @param gaps gaps that the server announced
    /// @param refused publications that were not taken
    /// @param failedConnections connections that were refused or ended by the server
    /// @param first the first of them in words, empty without any
    public record Faults(
            long lost, long doubled, long outOfOrder, long gaps, long refused, long failedConnections, String first) {
        boolean isNone() {
            return lost + doubled + outOfOrder + gaps + refused + failedConnections == 0;
        }
    }

    /// What the server used.
    ///
    /// @param pid its process
    /// @param cpuSeconds of the measured time
    /// @param residentBytes with all streams open
    /// @param residentBytesPerConnection by how much that grew with each of the last nine tenths of the streams
    public record Server(long pid, double cpuSeconds, long residentBytes, double residentBytesPerConnection) {}

    /// Whether every check held.
    public boolean isGood() {
        return faults.isNone();
    }
}
