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
    private int failedReads;
    private int failedAppends;

    /// Which kind of log it is.
    enum Kind {
        MEMORY,
        SHARED
    }

    LogRoom(World world, Setting setting, Chance chance) {
        this.world = world;
        this.setting = setting;
        this.chance = chance;
    }

    /// The log for the next hub.
    EventLog open() {
        var left = log;
        if (left != null) {
            return left;
        }
        var opened = new ObservedLog(make(), world.ledger(), world.desk(), setting.log() == Kind.SHARED);
        log = opened;
        return opened;
    }

    private EventLog make() {
        return switch (setting.log()) {
            case MEMORY -> {
                world.coverage().saw(Sight.MEMORY_LOG);
                yield new MemoryEventLog(
                        setting.retention(), world.clock(), new Random(chance.seed()), world.errands());
            }
            case SHARED -> {
                world.coverage().saw(Sight.SHARED_LOG);
                var made = new SlowEventLog(setting.retention(), world.clock(), chance.seed(), world.errands());
                shared = made;
                yield made;
            }
        };
    }

    /// The hub that used it has ended.
    void afterEnd() {
        if (setting.log() == Kind.MEMORY) {
            log = null;
            world.ledger().cutBack(0);
        }
        world.desk().forgetLog(log == null);
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

    /// From now on nothing fails.
    void recover() {
        current().recover();
    }

    boolean mayFail() {
        return mayFailReads() || mayFailAppends();
    }

    boolean mayFailReads() {
        return failedReads > 0;
    }

    boolean mayFailAppends() {
        return failedAppends > 0;
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
