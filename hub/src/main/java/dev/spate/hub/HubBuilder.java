package dev.spate.hub;

import dev.spate.hub.internal.engine.Alarm;
import dev.spate.hub.internal.engine.HubParts;
import dev.spate.hub.internal.log.MemoryEventLog;
import dev.spate.hub.internal.log.file.FileEventLog;
import dev.spate.hub.internal.log.file.FileLogSettings;
import dev.spate.hub.internal.replay.LogReaders;
import dev.spate.hub.internal.sequence.Runner;
import dev.spate.hub.internal.sequence.ThreadRunner;
import dev.spate.hub.spi.EventLog;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Puts a [Hub] together. Everything has a value of its own where nothing is said: a memory log, the standard
/// limits, everybody allowed.
///
/// Owner: the thread that made it.
public final class HubBuilder {
    private @Nullable EventLog log;
    private Retention retention = Retention.forMemory();
    private @Nullable Path directory;
    private Durability durability = Durability.DISK;
    private InstantSource clock = InstantSource.system();
    private HubLimits limits = HubLimits.standard();
    private UnknownId unknownId = UnknownId.EARLIEST;
    private Authorizer authorizer = Authorizer.open();
    private HubListener listener = new HubListener() {};
    private Ticker ticker = Ticker.system();
    private Alarm alarm = Alarm.system();
    private @Nullable Runner sequencing;
    private @Nullable Executor readers;
    private String name = "events";

    HubBuilder() {}

    /// @param value the hub's name, for the names of its threads
    /// @return this builder
    public HubBuilder name(String value) {
        this.name = value;
        return this;
    }

    /// @param value the log that the hub reads and writes; the hub closes it
    /// @return this builder
    public HubBuilder log(EventLog value) {
        this.log = value;
        return this;
    }

    /// Lets the hub keep its log in memory; what it held is gone with the process.
    ///
    /// @param value how much is kept
    /// @return this builder
    public HubBuilder memoryLog(Retention value) {
        this.log = null;
        this.directory = null;
        this.retention = value;
        return this;
    }

    /// Lets the hub keep its log in files, which outlive the process.
    ///
    /// @param value the directory; is made if there is none. One process may use it: [#build()] fails where another
    ///     one does
    /// @param kept how much is kept; see [Retention#forFiles()]
    /// @param safe what answers and delivery wait for; [Durability#DISK]: nothing that was shown is ever taken back
    /// @return this builder
    public HubBuilder fileLog(Path value, Retention kept, Durability safe) {
        this.log = null;
        this.directory = value;
        this.retention = kept;
        this.durability = safe;
        return this;
    }

    /// @param value every bound of the hub
    /// @return this builder
    public HubBuilder limits(HubLimits value) {
        this.limits = value;
        return this;
    }

    /// @param value where a stream goes on after a last id that cannot be found
    /// @return this builder
    public HubBuilder unknownId(UnknownId value) {
        this.unknownId = value;
        return this;
    }

    /// @param value decides who may publish and subscribe
    /// @return this builder
    public HubBuilder authorizer(Authorizer value) {
        this.authorizer = value;
        return this;
    }

    /// @param value is told what happens
    /// @return this builder
    public HubBuilder listener(HubListener value) {
        this.listener = value;
        return this;
    }

    /// @param value elapsed time, for heartbeats and ages
    /// @return this builder
    public HubBuilder ticker(Ticker value) {
        this.ticker = value;
        return this;
    }

    /// @param value wall-clock time, for the entries of the hub's own log and for starts by time
    /// @return this builder
    public HubBuilder clock(InstantSource value) {
        this.clock = value;
        return this;
    }

    /// Runs the reading of what is not in memory encoded any more, on other threads than the loops. Unless said
    /// otherwise the hub has two threads of its own for that, which end when it is closed.
    ///
    /// @param value runs tasks that may wait for the log; at most sixteen for each delivery loop wait for it
    /// @return this builder
    public HubBuilder readers(Executor value) {
        this.readers = value;
        return this;
    }

    /// For a simulation, which decides what happens when.
    ///
    /// @param value what the sequencer runs on
    /// @param newAlarm runs what is done later
    /// @return this builder
    HubBuilder stepped(Runner value, Alarm newAlarm) {
        this.sequencing = value;
        this.alarm = newAlarm;
        return this;
    }

    /// Starts the hub: its sequencer's thread runs from now on.
    ///
    /// @return the hub; [Hub#isReady()] says when its log can serve
    /// @throws HubException if the directory of the log cannot be used
    public Hub build() {
        var chosen = log == null ? ownLog() : log;
        var reading = readers == null ? new LogReaders(name) : readers;
        var runner = sequencing == null ? new ThreadRunner("spate-sequencer-" + name) : sequencing;
        return new Hub(
                new HubParts(runner, alarm, chosen, reading, limits, unknownId, authorizer, listener, ticker, clock));
    }

    private EventLog ownLog() {
        if (directory != null) {
            return FileEventLog.open(new FileLogSettings(
                    directory,
                    name,
                    retention,
                    durability,
                    clock,
                    ticker,
                    new SecureRandom(),
                    step -> listener.onLogStart(step.checked(), step.segments())));
        }
        return new MemoryEventLog(retention, clock, new SecureRandom(), Thread::startVirtualThread);
    }
}
