package dev.spate.hub.internal.log.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.logfiles.OffsetRange;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The power goes at every call of a repair that changes something. Whatever is left then either starts and tells of
/// all
/// that is missing, or is repaired again, to the same end.
final class LogRepairCutTest {
    private static final int ENTRIES = 26;
    private static final int STATES = 6;

    @Test
    void ofAStoppedLogMayEndAnywhere() throws IOException {
        var room = RepairRoom.stopped(ENTRIES);
        room.flipRecord(1);
        room.flipRecord(7);
        room.flipRecord(6);
        room.flipRecord(ENTRIES);

        cutEverywhere(room);
    }

    @Test
    void ofAKilledLogMayEndAnywhere() throws IOException {
        var room = RepairRoom.killed(ENTRIES + 1);
        room.flipRecord(6);
        room.flipRecord(ENTRIES - 1);

        cutEverywhere(room);
    }

    @Test
    void ofALogWithoutAStateMayEndAnywhere() throws IOException {
        var room = RepairRoom.stopped(ENTRIES);
        room.flipRecord(6);
        room.disk.delete(StateFile.NAME);

        cutEverywhere(room);
    }

    @Test
    void ofALogWithoutAFileMayEndAnywhere() throws IOException {
        var room = RepairRoom.stopped(ENTRIES);
        room.disk.delete(LogStore.segmentName(9));
        room.disk.flip(LogStore.segmentName(25), 3, 1);

        cutEverywhere(room);
    }

    private static void cutEverywhere(RepairRoom room) throws IOException {
        var damaged = room.disk.copy();
        room.disk = damaged.copy();
        var lost = room.repair().lost();
        long calls = room.disk.changes();
        assertThat(calls).isGreaterThan(5);
        for (long call = 1; call <= calls; call++) {
            var cut = damaged.copy();
            cut.cutAt(call);
            room.disk = cut;
            repairUntilCut(room);
            for (int state = 0; state < STATES; state++) {
                room.disk = cut.afterCut(new Random(call * STATES + state));
                goOn(room, lost, "cut at " + call + ", state " + state);
            }
        }
    }

    private static void repairUntilCut(RepairRoom room) {
        try {
            room.repair();
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("power is off");
        }
    }

    private static void goOn(RepairRoom room, List<OffsetRange> lost, String when) throws IOException {
        try {
            if (!room.starts()) {
                room.repair();
            }
            assertThat(room.verify().damages()).isZero();
            room.requireAllBut(lost);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(when + ": " + e.getMessage() + ", found " + room.findings, e);
        }
    }
}
