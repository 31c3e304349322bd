package dev.spate.hub;

import java.time.Duration;

/// How much history a log keeps: whichever limit is reached first evicts the oldest entries. Thread-safe:
/// immutable.
///
/// @param age entries older than this go, at least a second
/// @param bytes the most bytes that the log may hold, its own overhead included, at least 64 KiB
/// @param events the most entries, at least 1
public record Retention(Duration age, long bytes, long events) {
    private static final long MIN_BYTES = 65_536;
    private static final long FILE_BYTES = 4L << 30;
    private static final long MEMORY_BYTES = 256L << 20;

    /// @throws IllegalArgumentException naming what is out of range
    public Retention {
        if (age.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("retention age: " + age + " (expected: at least 1 s)");
        }
        if (bytes < MIN_BYTES) {
            throw new IllegalArgumentException("retention size: " + bytes + " (expected: at least 64 KiB)");
        }
        if (events < 1) {
            throw new IllegalArgumentException("retention events: " + events + " (expected: at least 1)");
        }
    }

    /// The retention of a memory log where nothing else is said: a day, a million entries, and 256 MiB or a quarter
    /// of the heap if that is less.
    ///
    /// @return a retention that is safe for the heap of this process
    public static Retention forMemory() {
        long quarter = Runtime.getRuntime().maxMemory() / 4;
        return new Retention(Duration.ofHours(24), Math.max(MIN_BYTES, Math.min(MEMORY_BYTES, quarter)), 1_000_000);
    }

    /// The retention of a log in files where nothing else is said: a day, 4 GiB, ten million entries.
    ///
    /// @return a retention for a disk of its own
    public static Retention forFiles() {
        return new Retention(Duration.ofHours(24), FILE_BYTES, 10_000_000);
    }
}
