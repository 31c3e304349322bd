package dev.spate.testkit.simulation;

import dev.spate.hub.Publication;
import dev.spate.hub.internal.log.MemoryEventLog;
import dev.spate.hub.spi.EpochHistory;
import dev.spate.hub.spi.EventLog;
import dev.spate.hub.spi.LogBounds;
import dev.spate.testkit.SlowEventLog;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// The log of a world: which kind it is, what of it outlives a hub, and how it fails.
///
/// Owner: the simulation's thread.
final class LogRoom {
    private final World world;
    private final Setting setting;
    private final Chance chance;
    private @Nullable ObservedLog log;
    private @Nullable SlowEventLog shared;
    private final FileRoom files;
    private int failedReads;
    private int failedAppends;

    /// Which kind of log it is.
    enum Kind {
        MEMORY,
        SHARED,
        FILE
    }

    LogRoom(World world, Setting setting, Chance chance) {
        this.world = world;
        this.setting = setting;
        this.chance = chance;
        this.files = new FileRoom(world, setting, chance);
    }

    /// The log for the next hub.
    EventLog open() {
        var left = log;
        if (left != null) {
            return left;
        }
        var opened = make();
        log = opened;
        return opened;
    }

    private ObservedLog make() {
        return switch (setting.log()) {
            case MEMORY -> {
                world.coverage().saw(Sight.MEMORY_LOG);
                var made = new MemoryEventLog(
                        setting.retention(), world.clock(), new Random(chance.seed()), world.errands());
                yield new ObservedLog(made, world.ledger(), world.desk(), false);
            }
            case SHARED -> {
                world.coverage().saw(Sight.SHARED_LOG);
                var made = new SlowEventLog(setting.retention(), world.clock(), chance.seed(), world.errands());
                shared = made;
                yield new ObservedLog(made, world.ledger(), world.desk(), true);
            }
            case FILE -> {
                world.coverage().saw(Sight.FILE_LOG);
                yield files.open();
            }
        };
    }

    /// The hub that used it has ended.
    void afterEnd() {
        if (setting.log() != Kind.SHARED) {
            log = null;
        }
        if (setting.log() == Kind.MEMORY) {
            world.ledger().cutBack(0);
        }
        world.desk().forgetLog(setting.log() == Kind.MEMORY);
    }

    /// Whether something of it is left where the process is gone.
    boolean outlivesProcesses() {
        return setting.log() == Kind.FILE;
    }

    /// The process is gone, and the power too, or not.
    void lose(boolean isPowerCut) {
        files.lose(isPowerCut);
    }

    void cutPowerSoon(int calls) {
        files.cutPowerSoon(calls);
    }

    boolean isPowerOff() {
        return files.isPowerOff();
    }

    /// Whether it takes nothing any more until it is opened anew.
    boolean isBroken() {
        return files.isBroken();
    }

    /// Something that only this kind of log does.
    void somethingOfItsOwn() {
        var to = shared;
        if (to == null || !world.hub().isReady()) {
            return;
        }
        if (chance.oneIn(12)) {
            to.beginEpoch();
            world.coverage().saw(Sight.EPOCH_BEGUN);
            return;
        }
        List<Publication> batch = List.of(world.desk().writeElsewhere().publication);
        world.coverage().saw(Sight.ELSEWHERE);
        to.appendElsewhere(batch);
    }

    void failRead() {
        failedReads++;
        world.coverage().saw(Sight.READ_FAILED);
        current().failNextRead();
    }

    void failAppend() {
        failedAppends++;
        boolean isLost = chance.oneIn(2);
        world.coverage().saw(isLost ? Sight.APPEND_LOST : Sight.APPEND_UNANSWERED);
        current().failNextAppend(isLost ? ObservedLog.Failure.LOST : ObservedLog.Failure.UNANSWERED);
    }

    /// A disk fails, where there is one.
    void failWayOfItsOwn() {
        if (setting.log() == Kind.FILE) {
            failedAppends++;
            failedReads++;
            files.fail();
        } else {
            failAppend();
        }
    }

    /// From now on nothing fails.
    void recover() {
        current().recover();
        files.repair(setting.log() == Kind.FILE && isBrokenDown());
        if (files.isBroken()) {
            world.coverage().saw(Sight.DISK_BROKEN);
        }
    }

    /// Where there was no room there will be some; where a write failed nothing is written any more.
    private boolean isBrokenDown() {
        return current()
                .trouble()
                .filter(why -> why.endsWith("until a restart"))
                .isPresent();
    }

    boolean mayFail() {
        return isPowerOff() || mayFailReads() || mayFailAppends();
    }

    boolean mayFailReads() {
        return failedReads > 0 || isPowerOff();
    }

    boolean mayFailAppends() {
        return failedAppends > 0 || isPowerOff();
    }

    boolean mayReadAhead() {
        return setting.log() == Kind.SHARED;
    }

    LogBounds bounds() {
        return current().bounds();
    }

    EpochHistory epochs() {
        return current().epochs();
    }

    private ObservedLog current() {
        var open = log;
        if (open == null) {
            throw new AssertionError("no log");
        }
        return open;
    }
}
