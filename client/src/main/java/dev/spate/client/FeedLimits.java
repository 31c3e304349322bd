package dev.spate.client;

/// The bounds of a [Feed]. A publication that is larger than a bound in bytes travels alone.
///
/// Thread-safe: immutable.
///
/// @param maxBatchCount    the most publications in one request
/// @param maxBatchBytes    the most bytes in one request
/// @param maxBufferedCount the most publications that wait for being sent
/// @param maxBufferedBytes their bytes
public record FeedLimits(int maxBatchCount, int maxBatchBytes, int maxBufferedCount, int maxBufferedBytes) {

    /// Requests of up to 1,000 publications and 1 MiB; up to 10,000 publications and 4 MiB wait.
    public static final FeedLimits USUAL = new FeedLimits(1_000, 1 << 20, 10_000, 4 << 20);

    /// @throws IllegalArgumentException if a bound is less than 1
    public FeedLimits {
        requirePositive("maxBatchCount", maxBatchCount);
        requirePositive("maxBatchBytes", maxBatchBytes);
        requirePositive("maxBufferedCount", maxBufferedCount);
        requirePositive("maxBufferedBytes", maxBufferedBytes);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: >= 1)");
        }
    }
}
