package dev.spate.hub.internal.log.file;

import dev.spate.hub.Durability;
import dev.spate.hub.Retention;
import dev.spate.hub.spi.EventLog;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/// What a log in a test is opened with; it runs on the test's thread. Owner: the thread of the test.
///
/// @param retention how much it keeps
/// @param durability what the tail waits for
/// @param clock gives the entries their times
/// @param random gives the log's secrets
/// @param writer runs what the log writes
/// @param readers runs what the log reads
record LogSetup(
        Retention retention, Durability durability, TestClock clock, Random random, Steps writer, Steps readers) {

    /// Opens a file log.
    static EventLog open(Disk disk, LogSetup setup) {
        return FileEventLog.open(new FileEventLog.Parts(
                disk,
                setup.retention,
                setup.durability,
                setup.clock,
                setup.clock,
                setup.random,
                setup.writer,
                setup.readers,
                step -> {},
                Duration.ZERO,
                List.of()));
    }

    /// Opens a log on a disk.
    @FunctionalInterface
    interface Opener {
        EventLog open(Disk disk, LogSetup setup);
    }
}
