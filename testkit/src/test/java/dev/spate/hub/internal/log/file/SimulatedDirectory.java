package dev.spate.hub.internal.log.file;

import dev.spate.hub.Durability;
import dev.spate.hub.Retention;
import dev.spate.hub.Ticker;
import dev.spate.hub.spi.EventLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;

/// A way in for the simulation: a directory on a simulated disk, for a file log whose process or power goes.
///
/// Owner: the simulation's thread.
public final class SimulatedDirectory {
    private static final String SEGMENTS = ".*\\.log.*";

    private final SimulatedDisk disk;

    private SimulatedDirectory(SimulatedDisk disk) {
        this.disk = disk;
    }

    public static SimulatedDirectory empty(Random random) {
        return new SimulatedDirectory(new SimulatedDisk(random));
    }

    /// What a log is opened with.
    ///
    /// @param writer runs one task after the other
    /// @param readers run what reads
    public record Setup(
            Retention retention,
            Durability durability,
            InstantSource clock,
            Ticker ticker,
            Random random,
            Executor writer,
            Executor readers) {}

    public EventLog open(Setup setup) {
        return FileEventLog.open(new FileEventLog.Parts(
                disk,
                setup.retention,
                setup.durability,
                setup.clock,
                setup.ticker,
                setup.random,
                setup.writer,
                setup.readers,
                step -> {},
                Duration.ZERO,
                List.of()));
    }

    /// The power goes while one of the next calls is under way.
    ///
    /// @param calls how many that change something come before it
    public void cutAfter(int calls) {
        disk.cutAt(disk.changes() + 1 + calls);
    }

    public boolean isOff() {
        return disk.isOff();
    }

    /// The power goes, if it has not: of what was not forced any part is lost.
    ///
    /// @return what is left
    public SimulatedDirectory afterPowerCut(Random random) {
        disk.cutNow();
        return new SimulatedDirectory(disk.afterCut(random));
    }

    /// The process goes, and does no more: what it wrote is there.
    ///
    /// @return what is left
    public SimulatedDirectory afterKill() {
        var left = new SimulatedDirectory(disk.copy());
        disk.cutNow();
        return left;
    }

    /// There is room for so many bytes more.
    public void fill(long bytes) {
        disk.faults().capacity(disk.usedBytes() + bytes);
    }

    /// The next call to force a segment fails.
    public void failForce() {
        disk.faults().fail(DiskCall.FORCE, SEGMENTS, 0, 1);
    }

    /// There is room for everything, and nothing fails that was to.
    public void repair() {
        disk.faults().capacity(Long.MAX_VALUE);
        disk.faults().forgive();
    }
}
