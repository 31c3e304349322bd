package dev.spate.hub.logfiles;

import dev.spate.hub.internal.log.file.LogTool;
import dev.spate.hub.spi.EpochHistory;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

/// The files of a log that no hub uses just now: checks, reads and repairs them. Entries are read one by one, so that
/// a log of any size takes little memory.
///
/// ```java
/// var files = LogFiles.at(Path.of("data/events"));
/// var summary = files.verify(watch);
/// if (summary.damages() > 0) {
///     files.repair(new SecureRandom(), watch);
/// }
/// ```
///
/// Every method throws [dev.spate.hub.HubException] if a hub uses the directory, or it cannot be used at all; none
/// lets a hub begin to use it meanwhile.
///
/// Thread-safe: immutable; one method at a time may be at work on a directory.
public final class LogFiles {
    private final LogTool tool;

    private LogFiles(LogTool tool) {
        this.tool = tool;
    }

    /// @param directory of the log
    /// @return its files
    /// @throws dev.spate.hub.HubException if there is no such directory
    public static LogFiles at(Path directory) {
        return new LogFiles(LogTool.at(directory));
    }

    /// Reads every byte of every file, and changes nothing.
    ///
    /// @param watch is told what is found
    /// @return what there is
    public LogSummary verify(LogWatch watch) {
        return tool.verify(watch);
    }

    /// Reads the entries in their order, passing over what is damaged. Changes nothing.
    ///
    /// @param firstOffset the first that is wanted; files that lie before it are not looked at
    /// @param receiver takes the entries
    /// @param watch is told what is found on the way
    /// @return what was read
    public LogSummary read(long firstOffset, EntryReceiver receiver, LogWatch watch) {
        return tool.read(firstOffset, receiver, watch);
    }

    /// @return the epochs of the log; one that nobody has seen if that cannot be known
    public EpochHistory epochs() {
        return tool.epochs();
    }

    /// Says what [#repair(RandomGenerator, LogWatch)] would do, and changes nothing.
    ///
    /// @param watch is told what is found
    /// @return what would be done
    /// @throws dev.spate.hub.HubException if it cannot be repaired
    public RepairReport plan(LogWatch watch) {
        return tool.plan(watch);
    }

    /// Makes the best of a damaged log: all that can be read stays, at its offsets; what cannot is given up, and
    /// subscribers who lack it are told. Files are kept as they were under a name that ends with `.damaged`.
    ///
    /// An end in the midst of it is harmless: the log does not start then, and another repair goes on.
    ///
    /// @param random gives the log a new epoch, and a secret if the old one is lost
    /// @param watch is told what is found
    /// @return what was done; without steps if the log is sound
    /// @throws dev.spate.hub.HubException if it cannot be repaired, or that failed
    public RepairReport repair(RandomGenerator random, LogWatch watch) {
        return tool.repair(random, watch);
    }
}
