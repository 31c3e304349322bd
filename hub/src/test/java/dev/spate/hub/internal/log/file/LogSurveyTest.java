package dev.spate.hub.internal.log.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.logfiles.Finding;
import dev.spate.hub.logfiles.OffsetRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Everything that may be wrong with the files of a log has its finding, which says what, and where. Segments have four
/// entries: they begin with the offsets 1, 5, 9, and so on.
final class LogSurveyTest {
    private static final int ENTRIES = 26;
    /// Behind the mark.
    private static final int VERSION_AT = 8;
    private static final OffsetRange SIX = new OffsetRange(6, 6);

    private static List<Finding> found(RepairRoom room) throws IOException {
        room.verify();
        return room.findings;
    }

    @Test
    void nothingIsFoundInASoundLog() throws IOException {
        var room = RepairRoom.stopped(ENTRIES);

        var summary = room.verify();

        assertThat(room.findings).isEmpty();
        assertThat(summary.entries()).isEqualTo(ENTRIES);
        assertThat(summary.segments()).isEqualTo(7);
        assertThat(summary.isStoppedWell()).isTrue();
    }

    @Test
    void nothingIsFoundInAnEmptyDirectory() throws IOException {
        var room = new RepairRoom();

        assertThat(room.verify().segments()).isZero();
        assertThat(room.findings).isEmpty();
    }

    @Nested
    class OfSegments {
        @Test
        void aDamagedRecordIsFoundWithItsPlaceAndItsOffset() throws IOException {
            var room = RepairRoom.stopped(ENTRIES);
            int at = room.place(6);
            int bytes = room.place(7) - at;
            room.flipRecord(6);

            assertThat(found(room))
                    .containsExactly(new Finding.DamagedRecords(LogStore.segmentName(5), at, bytes, SIX));
        }

        @Test
        void damageWithinOneSegmentIsFoundPlaceByPlace() throws IOException {
            var room = RepairRoom.stopped(ENTRIES);
            room.flipRecord(7);
            room.flipRecord(5);

            assertThat(found(room))
                    .extracting(finding -> ((Finding.DamagedRecords) finding).lost())
                    .containsExactly(new OffsetRange(5, 5), new OffsetRange(7, 7));
        }

        @Test
        void anEndThatWasCutOffIsFoundWithWhatItHeld() throws IOException {
            var room = RepairRoom.stopped(ENTRIES);
            int end = room.place(7);
            try (var file = room.disk.open(LogStore.segmentName(5))) {
                file.truncate(end);
            }

            assertThat(found(room))
                    .contains(new Finding.MissingSegment(LogStore.segmentName(7), new OffsetRange(7, 8)));
        }

        @Test
        void aMissingSegmentIsFoundWithWhatItHeld() throws IOException {
            var room = RepairRoom.stopped(ENTRIES);
            room.disk.delete(LogStore.segmentName(9));

            assertThat(room.verify().damages()).isEqualTo(1);
            assertThat(room.damages())
                    .containsExactly(new Finding.MissingSegment(LogStore.segmentName(9), new OffsetRange(9, 12)));
        }

        @Test
        void aDamagedHeaderIsFoundAndItsEntriesAreRead() throws IOException {
            var room = RepairRoom.stopped(ENTRIES);
            room.disk.flip(LogStore.segmentName(9), 3, 1);

            assertThat(room.verify().entries()).isEqualTo(ENTRIES);
            assertThat(room.findings).singleElement().isInstanceOf(Finding.DamagedHeader.class);
        }

        @Test
        void aTornTailIsNotedAndIsNoDamage() throws IOException {
            var room = RepairRoom.killed(ENTRIES);
            var last = room.lastSegment();
            long size = room.disk.bytes(last).length;
            long at = room.place(ENTRIES);
            try (var file = room.disk.open(last)) {
                file.truncate(size - 1);
            }

            assertThat(room.verify().damages()).isZero();
            assertThat(room.findings).containsExactly(new Finding.TornTail(last, at, size - 1 - at));
        }

        @Test
        void whatTheSystemFailsToReadIsFoundWithWhatItSaid() throws IOException {
            var room = RepairRoom.stopped(ENTRIES);
            room.disk.faults().fail(DiskCall.READ, LogStore.segmentName(5), 0, Integer.MAX_VALUE);

            assertThat(found(room)).anySatisfy(finding -> {
                assertThat(finding).isInstanceOf(Finding.Unreadable.class);
                assertThat(finding.file()).isEqualTo(LogStore.segmentName(5));
                assertThat(finding.text()).contains("Input/output error");
            });
        }
    }

    @Nested
    class OfWhatIsBeside {
        @Test
        void aDamagedIndexIsAWarning() throws IOException {
            var room = RepairRoom.stopped(ENTRIES);
            var name = LogStore.indexName(5);
            room.disk.flip(name, room.disk.bytes(name).length / 2, 1);

            assertThat(room.verify().damages()).isZero();
            assertThat(room.findings).singleElement().satisfies(finding -> {
                assertThat(finding).isInstanceOf(Finding.DamagedIndex.class);
                assertThat(finding.file()).isEqualTo(name);
                assertThat(finding.text()).endsWith("the next start builds it anew");
            });
        }

        @Test
        void aMissingIndexIsAWarning() throws IOException {
            var room = RepairRoom.stopped(ENTRIES);
            room.disk.delete(LogStore.indexName(5));

            assertThat(found(room))
                    .containsExactly(
                            new Finding.DamagedIndex(LogStore.indexName(5), "missing (expected: beside its segment)"));
        }

        @Test
        void aDamagedStateIsFound() throws IOException {
            var room = RepairRoom.stopped(ENTRIES);
            room.disk.flip(StateFile.NAME, 20, 1);

            assertThat(room.verify().epochs()).isEmpty();
            assertThat(room.findings).first().isInstanceOf(Finding.DamagedTable.class);
            assertThat(room.findings.getFirst().text()).startsWith("damaged (expected: its checksum");
        }

        @Test
        void aStateOfAnotherReleaseIsToldFromADamagedOne() throws IOException {
            var room = RepairRoom.stopped(ENTRIES);
            room.disk.put(StateFile.NAME, withVersion(room.disk.bytes(StateFile.NAME), 2));

            assertThat(found(room)).contains(new Finding.OtherVersion(StateFile.NAME, "version 2 (expected: 1)"));
        }

        @Test
        void aDamagedTableOfEvictionsIsFound() throws IOException {
            var room = RepairRoom.stopped(90);
            room.disk.flip(LogStore.EVICTIONS, 40, 1);

            assertThat(found(room))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.file()).isEqualTo(LogStore.EVICTIONS))
                    .isInstanceOf(Finding.DamagedTable.class);
        }

        @Test
        void filesOfOthersAreNotedAndAreNoDamage() throws IOException {
            var room = RepairRoom.stopped(ENTRIES);
            room.disk.put("notes.txt", (byte) 1);
            room.disk.put("state.tmp", (byte) 1);
            room.disk.put(LogStore.indexName(99), (byte) 1);

            assertThat(room.verify().damages()).isZero();
            assertThat(room.findings)
                    .containsExactlyInAnyOrder(
                            new Finding.Spare("notes.txt", "is none of the log's"),
                            new Finding.Spare("state.tmp", "was left unfinished; the log does not need it"),
                            new Finding.Spare(LogStore.indexName(99), "is the index of a segment that is not there"));
        }

        @Test
        void whatAnEarlierRepairGaveUpIsNoted() throws IOException {
            var room = RepairRoom.stopped(ENTRIES);
            room.flipRecord(6);
            room.repair();

            assertThat(room.verify().damages()).isZero();
            assertThat(room.findings)
                    .contains(
                            new Finding.GivenUp(StateFile.NAME, SIX),
                            new Finding.Spare(
                                    LogStore.segmentName(5) + ".damaged",
                                    "was kept by a repair; the log does not need it"));
        }

        private static byte[] withVersion(byte[] state, int version) {
            var bytes = ByteBuffer.wrap(state).putInt(VERSION_AT, version);
            int checked = state.length - Integer.BYTES;
            var crc = new CRC32C();
            crc.update(state, 0, checked);
            bytes.putInt(checked, (int) crc.getValue());
            return state;
        }
    }
}
