package dev.spate.hub.internal.log.file;

import dev.spate.hub.HubException;
import dev.spate.hub.logfiles.EntryReceiver;
import dev.spate.hub.logfiles.LogSummary;
import dev.spate.hub.logfiles.LogWatch;
import dev.spate.hub.logfiles.RepairReport;
import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.EpochHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;

/// What [dev.spate.hub.logfiles.LogFiles] can do, on a directory that it keeps others from using meanwhile.
///
/// Thread-safe: immutable.
public final class LogTool {
    private final Path directory;

    private LogTool(Path directory) {
        this.directory = directory;
    }

    /// @param directory of a log
    /// @return what can be done with it
    /// @throws HubException if there is no such directory
    public static LogTool at(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw failure(directory, new NotDirectoryException("it is no directory (expected: that of a hub's log)"));
        }
        return new LogTool(directory);
    }

    /// Reads everything.
    ///
    /// @param watch is told what is found
    /// @return what there is
    public LogSummary verify(LogWatch watch) {
        return reading(disk -> verify(disk, watch));
    }

    /// Reads entries.
    ///
    /// @param firstOffset the first that is wanted
    /// @param receiver takes the entries
    /// @param watch is told what is found
    /// @return what was read
    public LogSummary read(long firstOffset, EntryReceiver receiver, LogWatch watch) {
        return reading(disk -> read(disk, new Wanted(firstOffset, receiver), watch));
    }

    /// Reads the epochs.
    ///
    /// @return what the state says
    public EpochHistory epochs() {
        return reading(LogTool::epochs);
    }

    /// Says what a repair would do.
    ///
    /// @param watch is told what is found
    /// @return the plan
    public RepairReport plan(LogWatch watch) {
        return reading(disk -> plan(disk, watch));
    }

    /// Repairs.
    ///
    /// @param random gives secrets and epochs
    /// @param watch is told what is found
    /// @return what was done
    public RepairReport repair(RandomGenerator random, LogWatch watch) {
        try (var lock = DirectoryLock.take(directory)) {
            assert lock != null;
            return repair(RealDisk.at(directory), random, watch);
        } catch (IOException e) {
            throw failure(directory, e);
        }
    }

    static LogSummary verify(Disk disk, LogWatch watch) throws IOException {
        var tally = new SurveyTally(watch, entry -> true);
        var log = new LogSurvey(disk, tally, 0).run();
        log.state().ifPresent(state -> new IndexSurvey(LogStore.of(disk, state.key()), tally).run(log));
        return log.summary();
    }

    /// Which entries are wanted, and who takes them. Thread-safe: immutable.
    record Wanted(long firstOffset, EntryReceiver receiver) {}

    static LogSummary read(Disk disk, Wanted wanted, LogWatch watch) throws IOException {
        var epochs = epochs(disk);
        EntryReceiver positioned = entry -> entry.offset() < wanted.firstOffset()
                || wanted.receiver()
                        .take(new Entry(epochs.at(entry.offset()), entry.timeMillis(), entry.publication()));
        return new LogSurvey(disk, new SurveyTally(watch, positioned), wanted.firstOffset())
                .run()
                .summary();
    }

    private static EpochHistory epochs(Disk disk) throws IOException {
        try {
            return StateFile.read(disk).map(LogState::epochs).orElse(EpochHistory.beginning(0));
        } catch (DamagedFileException e) {
            return EpochHistory.beginning(0);
        }
    }

    static RepairReport plan(Disk disk, LogWatch watch) throws IOException {
        var log = survey(disk, watch);
        var names = disk.names();
        return log.isDamaged() ? RepairPlan.of(log, names).report(names) : nothing(log);
    }

    static RepairReport repair(Disk disk, RandomGenerator random, LogWatch watch) throws IOException {
        var log = survey(disk, watch);
        if (!log.isDamaged()) {
            return nothing(log);
        }
        var names = disk.names();
        var plan = RepairPlan.of(log, names);
        var report = plan.report(names);
        new LogRepair(disk, plan, random).run();
        return report;
    }

    private static RepairReport nothing(SurveyedLog log) {
        return new RepairReport(List.of(), List.of(), 0, log.summary().entries());
    }

    private static SurveyedLog survey(Disk disk, LogWatch watch) throws IOException {
        var log = new LogSurvey(disk, new SurveyTally(watch, entry -> true), 0).run();
        if (log.obstacle().isPresent()) {
            throw new IOException(
                    log.obstacle().get() + " (expected: files that can be read, by the release that wrote them)");
        }
        return log;
    }

    private <T> T reading(Work<T> work) {
        try (var lock = DirectoryLock.share(directory)) {
            assert lock != null;
            return work.on(RealDisk.reading(directory));
        } catch (IOException e) {
            throw failure(directory, e);
        }
    }

    private static HubException failure(Path directory, IOException cause) {
        return new HubException("log: " + directory + ": " + cause.getMessage(), cause);
    }

    /// Something that is done with a disk.
    private interface Work<T> {
        T on(Disk disk) throws IOException;
    }
}
