package dev.spate.testkit.simulation;

import dev.spate.hub.Durability;
import dev.spate.hub.internal.log.file.SimulatedDirectory;
import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.EventLog;
import java.util.List;
import java.util.Random;

/// The disk of a world whose log lives in files: what becomes of it when a process or the power goes, and how it fails.
///
/// Owner: the simulation's thread.
final class FileRoom {
    private static final int LITTLE = 4_000;

    private final World world;
    private final Setting setting;
    private final Chance chance;
    private final Durability durability;
    private SimulatedDirectory directory;
    private boolean isOpened;
    private boolean isBroken;
    /// Whether the log that is opened next may have lost what it has shown.
    private boolean mayLose;

    FileRoom(World world, Setting setting, Chance chance) {
        this.world = world;
        this.setting = setting;
        this.chance = chance;
        this.durability = chance.oneIn(3) ? Durability.MEMORY : Durability.DISK;
        this.directory = SimulatedDirectory.empty(new Random(chance.seed()));
    }

    ObservedLog open() {
        var opened = new ObservedLog(openFiles(), world.ledger(), world.desk(), false);
        boolean isFirst = !isOpened;
        isOpened = true;
        isBroken = false;
        return isFirst ? opened : opened.comingBack(this::comeBack);
    }

    private EventLog openFiles() {
        return directory.open(new SimulatedDirectory.Setup(
                setting.retention(),
                durability,
                world.clock(),
                world.ticker(),
                new Random(chance.seed()),
                world.writer(),
                world.errands()));
    }

    private void comeBack(List<Entry> retained, long head) {
        world.coverage().saw(Sight.REOPENED);
        if (head < world.ledger().head()) {
            world.coverage().saw(Sight.CUT_BACK);
        }
        try {
            if (world.ledger().comeBack(retained, head, mayLose) > 0) {
                world.coverage().saw(Sight.RECOVERED);
            }
            world.desk().comeBack(mayLose);
        } catch (Violation violation) {
            // Whoever completes the stage would keep it for itself.
            throw world.failed(violation);
        }
        mayLose = false;
    }

    /// The process is gone, and the power too, or not.
    void lose(boolean isPowerCut) {
        world.coverage().saw(isPowerCut ? Sight.POWER_CUT : Sight.PROCESS_KILLED);
        mayLose |= isPowerCut && durability == Durability.MEMORY;
        directory = isPowerCut ? directory.afterPowerCut(new Random(chance.seed())) : directory.afterKill();
    }

    void cutPowerSoon(int calls) {
        directory.cutAfter(calls);
    }

    boolean isPowerOff() {
        return directory.isOff();
    }

    /// The disk is full, or will not do as it is told.
    void fail() {
        if (chance.oneIn(2)) {
            world.coverage().saw(Sight.DISK_FULL);
            directory.fill(chance.below(LITTLE));
        } else {
            directory.failForce();
        }
    }

    /// Nothing fails any more; a log that has given up stays so.
    ///
    /// @param hasTrouble whether the log says that it has
    void repair(boolean hasTrouble) {
        directory.repair();
        isBroken = hasTrouble;
    }

    boolean isBroken() {
        return isBroken;
    }
}
