package dev.spate.hub.internal.log.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.hub.logfiles.OffsetRange;
import dev.spate.hub.logfiles.RepairReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// A repair keeps all that can be read, at its offset, and whatever is gone afterwards is told to every reader.
final class LogRepairTest {
    private static final int ENTRIES = 26;

    @Nested
    class OfADamagedRecord {
        @Test
        void givesUpThatRecordAlone() throws IOException {
            var room = RepairRoom.stopped(ENTRIES);
            room.flipRecord(6);

            var report = room.repair();

            assertThat(report.lost()).containsExactly(new OffsetRange(6, 6));
            assertThat(report.entries()).isEqualTo(ENTRIES - 1);
            room.requireAllBut(report.lost());
        }

        @Test
        void keepsTheFileAsItWas() throws IOException {
            var room = RepairRoom.stopped(ENTRIES);
            room.flipRecord(6);
            var name = LogStore.segmentName(5);
            var before = room.disk.bytes(name);

            var report = room.repair();

            assertThat(room.disk.bytes(name + ".damaged")).isEqualTo(before);
            assertThat(report.steps().getFirst()).hasToString(name + " is kept as " + name + ".damaged");
        }

        @Test
        void neverOverwritesAnOlderCopy() throws IOException {
            var room = RepairRoom.stopped(ENTRIES);
            var name = LogStore.segmentName(5);
            room.disk.put(name + ".damaged", (byte) 7);
            room.flipRecord(6);

            room.repair();

            assertThat(room.disk.bytes(name + ".damaged")).containsExactly(7);
            assertThat(room.disk.names()).contains(name + ".damaged.2");
        }

        @Test
        void beginsAnEpochBehindAllThatWasGivenOut() throws IOException {
            var room = RepairRoom.stopped(ENTRIES);
            room.flipRecord(ENTRIES);
            long epoch = StateFile.read(room.disk)
                    .orElseThrow()
                    .epochs()
                    .epochs()
                    .getLast()
                    .epoch();

            room.repair();

            var last = StateFile.read(room.disk).orElseThrow().epochs().epochs().getLast();
            assertThat(last.epoch()).isNotEqualTo(epoch);
            assertThat(last.firstOffset()).isEqualTo(ENTRIES + 1);
        }

        @Test
        void leavesNothingToRepair() throws IOException {
            var room = RepairRoom.killed(ENTRIES);
            room.flipRecord(6);
            room.flipRecord(12);
            room.repair();

            assertThat(room.repair().steps()).isEmpty();
            assertThat(room.verify().damages()).isZero();
        }

        @Test
        void isToldStillWhenAllThatStoodBeforeItIsEvicted() throws IOException {
            var room = RepairRoom.stopped(60);
            room.flipRecord(6);
            var lost = room.repair().lost();

            // Fifteen segments and some: the first ones go.
            for (int start = 0; start < 12; start++) {
                room.requireAllButOld(lost);
            }
        }
    }

    @Nested
    class OfAnyDamage {
        @Test
        void ofAStoppedLogLosesWhatItSaysAndTellsIt() throws IOException {
            flipAll(RepairRoom.stopped(ENTRIES));
        }

        @Test
        void ofAKilledLogLosesWhatItSaysAndTellsIt() throws IOException {
            flipAll(RepairRoom.killed(ENTRIES));
        }

        private void flipAll(RepairRoom room) throws IOException {
            var sound = room.disk.copy();
            int repaired = 0;
            for (var name : sound.names()) {
                int step = name.endsWith(LogStore.INDEX) ? 977 : 5;
                for (int at = 0; at < sound.bytes(name).length; at += step) {
                    room.disk = sound.copy();
                    room.disk.flip(name, at, 1 << room.random.nextInt(8));
                    repaired += repairs(room, name + " at " + at) ? 1 : 0;
                }
            }
            assertThat(repaired).isGreaterThan(100);
        }

        @Test
        void ofMissingFilesLosesWhatTheyHeld() throws IOException {
            for (var room : List.of(RepairRoom.stopped(ENTRIES), RepairRoom.killed(ENTRIES))) {
                var sound = room.disk.copy();
                for (var name : sound.names()) {
                    room.disk = sound.copy();
                    boolean isLastOfKilled = name.equals(room.lastSegment())
                            && StateFile.read(sound).orElseThrow().stop().isNone();
                    room.disk.delete(name);
                    if (!isLastOfKilled) {
                        repairs(room, "without " + name);
                    }
                }
            }
        }

        @Test
        void ofFilesThatWereCutOffLosesWhatIsMissing() throws IOException {
            var room = RepairRoom.stopped(ENTRIES);
            var sound = room.disk.copy();
            for (var name : sound.names()) {
                int size = sound.bytes(name).length;
                for (int left = 0; left < size; left += 1 + size / 40) {
                    room.disk = sound.copy();
                    try (var file = room.disk.open(name)) {
                        file.truncate(left);
                    }
                    repairs(room, name + " of " + left);
                }
            }
        }

        @Test
        void ofSeveralPlacesAtOnceLosesWhatItSaysAndTellsIt() throws IOException {
            for (int seed = 0; seed < 60; seed++) {
                var room = seed % 2 == 0 ? RepairRoom.stopped(ENTRIES) : RepairRoom.killed(ENTRIES);
                room.random.setSeed(seed);
                var names = room.disk.names();
                for (int place = 0; place < 1 + seed % 6; place++) {
                    var name = names.get(room.random.nextInt(names.size()));
                    room.disk.flip(name, room.random.nextInt(room.disk.bytes(name).length), 0x40);
                }
                repairs(room, "seed " + seed);
            }
        }

        /// @return whether there was something to repair
        private static boolean repairs(RepairRoom room, String what) throws IOException {
            try {
                var report = room.repair();
                var allowed = allowed(room, report);
                assertThat(room.verify().damages()).isZero();
                room.requireAllBut(allowed);
                return !report.steps().isEmpty();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(what + ": " + e.getMessage() + ", found " + room.findings, e);
            }
        }

        private static List<OffsetRange> allowed(RepairRoom room, RepairReport report) throws IOException {
            // Of a log that was killed the last write may look as if it had been torn.
            room.forgetTornTail();
            var allowed = new ArrayList<>(report.lost());
            if (report.steps().stream().anyMatch(step -> step.toString().startsWith("evictions is made anew"))) {
                // Nobody knows any more whether what is missing before the first entry was evicted.
                allowed.add(
                        new OffsetRange(1, LogListing.of(room.disk).segments().getFirst() - 1));
            }
            return allowed;
        }
    }

    @Nested
    class OfTables {
        @Test
        void makesALostStateAnewAndKeepsAllEntries() throws IOException {
            var room = RepairRoom.stopped(ENTRIES);
            room.disk.delete(StateFile.NAME);

            var report = room.repair();

            assertThat(report.lost()).isEmpty();
            assertThat(report.entries()).isEqualTo(ENTRIES);
            room.requireAllBut(List.of());
        }

        @Test
        void makesLostEvictionsAnewSoThatEveryTopicMayHaveLostSome() throws IOException {
            var room = RepairRoom.stopped(90);
            room.disk.flip(LogStore.EVICTIONS, 40, 1);

            var report = room.repair();

            assertThat(report.lost()).isEmpty();
            assertThat(room.disk.names()).contains("evictions.damaged");
            room.requireAllBut(List.of());
        }
    }

    @Nested
    class IsRefused {
        @Test
        void whereTheDiskFailsToRead() throws IOException {
            var room = RepairRoom.stopped(ENTRIES);
            room.disk.faults().fail(DiskCall.READ, LogStore.segmentName(5), 0, Integer.MAX_VALUE);
            long changes = room.disk.changes();

            assertThatThrownBy(room::repair)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(LogStore.segmentName(5))
                    .hasMessageContaining("Input/output error");
            assertThat(room.disk.changes()).isEqualTo(changes);
        }
    }

    @Test
    void aSoundLogIsLeftAlone() throws IOException {
        var room = RepairRoom.stopped(ENTRIES);
        long changes = room.disk.changes();

        assertThat(room.repair().steps()).isEmpty();
        assertThat(room.disk.changes()).isEqualTo(changes);
    }
}
