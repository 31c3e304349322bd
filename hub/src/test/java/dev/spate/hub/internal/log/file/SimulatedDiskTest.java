package dev.spate.hub.internal.log.file;

import static dev.spate.hub.internal.log.file.TextFiles.contents;
import static dev.spate.hub.internal.log.file.TextFiles.make;
import static dev.spate.hub.internal.log.file.TextFiles.read;
import static dev.spate.hub.internal.log.file.TextFiles.states;
import static dev.spate.hub.internal.log.file.TextFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Shows that the simulated disk is as bad as it says, and no worse.
class SimulatedDiskTest {
    private final SimulatedDisk disk = new SimulatedDisk(new Random(1));

    @Nested
    class WithPower {
        @Test
        void readsWhatWasWritten() throws IOException {
            try (var file = disk.create("a")) {
                write(file, "01234567", 0);
                write(file, "xy", 3);
                file.truncate(6);

                assertThat(read(file)).isEqualTo("012xy5");
                assertThat(file.read(ByteBuffer.allocate(1), 6)).isEqualTo(-1);
            }
            assertThat(disk.openFiles()).isEmpty();
        }

        @Test
        void refusesWhatARealOneRefuses() throws IOException {
            var file = disk.create("a");

            assertThatThrownBy(() -> disk.create("a")).isInstanceOf(FileAlreadyExistsException.class);
            assertThatThrownBy(() -> disk.open("b")).isInstanceOf(NoSuchFileException.class);
            assertThatThrownBy(() -> disk.delete("b")).isInstanceOf(NoSuchFileException.class);
            assertThatThrownBy(() -> disk.rename("b", "a")).isInstanceOf(NoSuchFileException.class);
            file.close();
            assertThatThrownBy(() -> read(file)).isInstanceOf(ClosedChannelException.class);
        }

        @Test
        void renamesInThePlaceOfAnother() throws IOException {
            make(disk, "a", "new");
            make(disk, "b", "old");

            disk.rename("a", "b");

            assertThat(contents(disk)).containsExactly(Map.entry("b", "new"));
        }

        @Test
        void readsOnFromAFileWhoseNameIsGone() throws IOException {
            make(disk, "a", "bytes");

            try (var file = disk.open("a")) {
                disk.delete("a");

                assertThat(read(file)).isEqualTo("bytes");
                assertThat(disk.names()).isEmpty();
            }
        }
    }

    @Nested
    class PowerCuts {
        @Test
        void leaveWhatWasForced() throws IOException {
            make(disk, "a", "first");
            disk.force();
            try (var file = disk.open("a")) {
                write(file, "second", 5);
                write(file, "XYZ", 1);
                file.force();
            }

            assertThat(states(disk)).containsExactly(Map.of("a", "fXYZtsecond"));
        }

        @Test
        void neverTouchWhatWasForcedWhateverIsWrittenBesideIt() throws IOException {
            var random = new Random(3);
            var forced = "f".repeat(700);
            var file = disk.create("a");
            write(file, forced, 0);
            file.force();
            disk.force();
            for (int index = 0; index < 20; index++) {
                write(file, "p".repeat(1 + random.nextInt(600)), forced.length() + random.nextInt(1 + 9 * index));
                file.truncate(forced.length() + 9L * index + 9);
            }

            assertThat(states(disk))
                    .hasSizeGreaterThan(100)
                    .allSatisfy(state -> assertThat(state.get("a")).startsWith(forced));
        }

        @Test
        void mayLoseAFileWhoseNameWasNotForced() throws IOException {
            make(disk, "a", "bytes");

            assertThat(states(disk)).containsExactlyInAnyOrder(Map.of(), Map.of("a", "bytes"));
        }

        @Test
        void mayLoseTheBytesOfAFileWhoseNameWasForced() throws IOException {
            var file = disk.create("a");
            write(file, "ab", 0);
            disk.force();

            assertThat(states(disk))
                    .contains(Map.of("a", ""), Map.of("a", "a"), Map.of("a", "ab"), Map.of("a", "\0\0"));
        }

        @Test
        void keepAnyOfSeveralWrites() throws IOException {
            make(disk, "a", "----");
            disk.force();
            var file = disk.open("a");
            write(file, "1", 0);
            write(file, "2", 1);
            write(file, "3", 2);

            var states = states(disk).stream().map(state -> state.get("a")).toList();

            assertThat(states)
                    .containsExactlyInAnyOrder("----", "1---", "-2--", "--3-", "12--", "1-3-", "-23-", "123-");
        }

        @Test
        void doWritesInAnyOrder() throws IOException {
            make(disk, "a", "-");
            disk.force();
            var file = disk.open("a");
            write(file, "1", 0);
            write(file, "2", 0);

            assertThat(states(disk)).containsExactlyInAnyOrder(Map.of("a", "-"), Map.of("a", "1"), Map.of("a", "2"));
        }

        @Test
        void loseSectorsFromTheMiddleOfAWrite() throws IOException {
            make(disk, "a", "-".repeat(3 * PowerCut.SECTOR));
            disk.force();
            write(disk.open("a"), "x".repeat(3 * PowerCut.SECTOR), 0);

            var sector = "x".repeat(PowerCut.SECTOR);
            assertThat(states(disk)).contains(Map.of("a", sector + "-".repeat(PowerCut.SECTOR) + sector));
        }

        @Test
        void mayUndoACutOffAndKeepWhatCameAfterIt() throws IOException {
            make(disk, "a", "0123456789");
            disk.force();
            var file = disk.open("a");
            file.truncate(4);
            write(file, "x", 4);

            assertThat(states(disk))
                    .contains(
                            Map.of("a", "0123456789"),
                            Map.of("a", "0123x56789"),
                            Map.of("a", "0123"),
                            Map.of("a", "0123x"));
        }

        @Test
        void leaveTheOldFileOrTheNewOneAfterARename() throws IOException {
            make(disk, "a", "old");
            make(disk, "b", "new");
            disk.force();
            disk.rename("b", "a");

            assertThat(states(disk)).containsExactlyInAnyOrder(Map.of("a", "old", "b", "new"), Map.of("a", "new"));
        }

        @Test
        void mayGiveANameToAFileWhoseBytesAreGone() throws IOException {
            make(disk, "a", "old");
            disk.force();
            write(disk.create("b"), "new", 0);
            disk.rename("b", "a");
            disk.force();

            assertThat(states(disk)).contains(Map.of("a", ""), Map.of("a", "new"));
        }

        @Test
        void mayBringBackWhatWasDeleted() throws IOException {
            make(disk, "a", "bytes");
            make(disk, "b", "bytes");
            disk.force();
            disk.delete("a");
            disk.delete("b");

            assertThat(states(disk)).extracting(Map::keySet).contains(Set.of("a", "b"), Set.of("a"), Set.of("b"));
            disk.force();
            assertThat(states(disk)).containsExactly(Map.of());
        }

        @Test
        void doEverythingThatTheyCan() throws IOException {
            disk.showingStaleBytes();
            make(disk, "a", "old");
            make(disk, "c", "c".repeat(2_000));
            disk.force();
            disk.delete("c");
            var file = disk.create("b");
            write(file, "b".repeat(3_000), 0);
            write(file, "x", 10);
            disk.rename("b", "a");
            make(disk, "d", "forced");
            write(disk.open("d"), "!", 6);
            disk.open("d").truncate(2);

            states(disk);

            assertThat(disk.aftermath()).containsOnlyKeys(EnumSet.allOf(Aftermath.class));
        }

        @Test
        void areTheSameForTheSameSeed() throws IOException {
            write(disk.create("a"), "x".repeat(3_000), 0);

            assertThat(contents(disk.afterCut(new Random(7)))).isEqualTo(contents(disk.afterCut(new Random(7))));
        }

        @Test
        void comeWhileACallIsUnderWay() throws IOException {
            make(disk, "a", "-");
            disk.force();
            var file = disk.open("a");
            disk.cutAt(disk.changes() + 1);

            assertThatThrownBy(() -> write(file, "x", 0)).hasMessageContaining("power is off");

            assertThat(disk.isOff()).isTrue();
            assertThat(states(disk)).containsExactlyInAnyOrder(Map.of("a", "-"), Map.of("a", "x"));
        }

        @Test
        void whileAForceIsUnderWayLeaveOpenWhatItDid() throws IOException {
            make(disk, "a", "-");
            disk.force();
            var file = disk.open("a");
            write(file, "x", 0);
            disk.cutAt(disk.changes() + 1);

            assertThatThrownBy(file::force).hasMessageContaining("power is off");

            assertThat(states(disk)).containsExactlyInAnyOrder(Map.of("a", "-"), Map.of("a", "x"));
        }

        @Test
        void letNothingHappenAfterwards() throws IOException {
            var file = disk.create("a");
            disk.cutNow();

            for (ThrowingCall call : List.<ThrowingCall>of(
                    () -> write(file, "x", 0),
                    () -> read(file),
                    file::force,
                    file::size,
                    () -> file.truncate(0),
                    () -> disk.create("b"),
                    () -> disk.open("a"),
                    () -> disk.rename("a", "b"),
                    () -> disk.delete("a"),
                    disk::force,
                    disk::names)) {
                assertThatThrownBy(call::run).isInstanceOf(IOException.class).hasMessageContaining("power is off");
            }
        }
    }

    /// A call that may fail.
    @FunctionalInterface
    private interface ThrowingCall {
        void run() throws IOException;
    }
}
