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
import java.nio.file.FileSystemException;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Shows that each fault comes where it is planned, and is counted.
class FaultsTest {
    private static final String ANY = ".*";

    private final SimulatedDisk disk = new SimulatedDisk(new Random(1));

    @Test
    void failEachCallThatTheyAreMeantFor() throws IOException {
        make(disk, "a", "bytes");
        for (var call : DiskCall.values()) {
            disk.faults().fail(call, ANY, 0, 1);
        }

        assertThatThrownBy(disk::names).isInstanceOf(FileSystemException.class);
        assertThatThrownBy(() -> disk.create("b")).hasMessageContaining("b: Input/output error");
        assertThatThrownBy(() -> disk.rename("a", "b")).isInstanceOf(FileSystemException.class);
        assertThatThrownBy(() -> disk.delete("a")).isInstanceOf(FileSystemException.class);
        assertThatThrownBy(disk::force).isInstanceOf(FileSystemException.class);
        assertThatThrownBy(() -> disk.open("a")).isInstanceOf(FileSystemException.class);
        try (var file = disk.open("a")) {
            assertThatThrownBy(() -> write(file, "x", 0)).isInstanceOf(FileSystemException.class);
            assertThatThrownBy(() -> file.truncate(0)).isInstanceOf(FileSystemException.class);
            assertThatThrownBy(file::force).isInstanceOf(FileSystemException.class);
            assertThatThrownBy(() -> read(file)).isInstanceOf(FileSystemException.class);
            assertThat(read(file)).isEqualTo("bytes");
        }
        assertThat(DiskCall.values())
                .allSatisfy(call -> assertThat(disk.faults().failed(call)).isEqualTo(1));
    }

    @Test
    void skipCallsAndOtherFilesAndEnd() throws IOException {
        make(disk, "b", "");
        disk.faults().fail(DiskCall.WRITE, "a", 1, 2);
        write(disk.open("b"), "x", 0);
        var file = disk.create("a");
        write(file, "1", 0);

        assertThatThrownBy(() -> write(file, "2", 1)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> write(file, "3", 1)).isInstanceOf(IOException.class);
        write(file, "4", 1);

        assertThat(read(file)).isEqualTo("14");
    }

    @Test
    void writeShort() throws IOException {
        disk.faults().writeShort(1);
        var file = disk.create("a");
        var from = ByteBuffer.allocate(100);

        int count = file.write(from, 0);

        assertThat(count).isBetween(1, 99).isEqualTo(from.position());
        assertThat(file.size()).isEqualTo(count);
        assertThat(disk.faults().shortWrites()).isEqualTo(1);
    }

    @Test
    void fillTheDiskAndEmptyIt() throws IOException {
        disk.faults().capacity(8);
        var file = disk.create("a");
        var from = ByteBuffer.allocate(10);

        assertThat(file.write(from, 0)).isEqualTo(8);
        assertThat(disk.freeBytes()).isZero();
        assertThatThrownBy(() -> file.write(from, 8))
                .isInstanceOf(DiskFullException.class)
                .hasMessageContaining("a: No space left on device");
        assertThatThrownBy(() -> disk.create("b")).hasMessageContaining("b: No space left on device");
        write(file, "overwritten".substring(0, 8), 0);
        disk.faults().capacity(100);

        assertThat(file.write(from, 8)).isEqualTo(2);
        assertThat(disk.freeBytes()).isEqualTo(90);
        assertThat(disk.faults().fullWrites()).isEqualTo(3);
    }

    @Test
    void ofAForceLoseWhatItWasToForceAlthoughItReadsAsBefore() throws IOException {
        make(disk, "a", "-");
        disk.force();
        var file = disk.open("a");
        write(file, "x", 0);
        disk.faults().fail(DiskCall.FORCE, ANY, 0, 1);

        assertThatThrownBy(file::force).isInstanceOf(IOException.class);
        write(file, "y", 1);
        file.force();

        assertThat(read(file)).isEqualTo("xy");
        assertThat(lossesOfFailedForces()).contains("-y", "xy");
    }

    @Test
    void rotOneByte() throws IOException {
        make(disk, "a", "abc");

        disk.flip("a", 1, 3);

        assertThat(contents(disk)).containsEntry("a", "aac");
        disk.force();
        assertThat(states(disk)).containsExactly(Map.of("a", "aac"));
    }

    @Test
    void forgetToForce() throws IOException {
        disk.faults().ignore(DiskCall.FORCE, ANY);
        make(disk, "a", "x");
        disk.force();

        assertThat(states(disk)).contains(Map.of("a", ""), Map.of("a", "x"));
        assertThat(disk.faults().ignoredCalls()).isEqualTo(1);
    }

    @Test
    void forgetToForceNames() throws IOException {
        disk.faults().ignore(DiskCall.FORCE_NAMES, ANY);
        make(disk, "a", "x");
        disk.force();

        assertThat(states(disk)).containsExactlyInAnyOrder(Map.of(), Map.of("a", "x"));
    }

    private static Set<String> lossesOfFailedForces() {
        return IntStream.range(0, 50).mapToObj(FaultsTest::lossOfAFailedForce).collect(Collectors.toSet());
    }

    private static String lossOfAFailedForce(int seed) {
        try {
            var other = new SimulatedDisk(new Random(seed));
            other.put("a", (byte) '-');
            var file = other.open("a");
            write(file, "x", 0);
            other.faults().fail(DiskCall.FORCE, ANY, 0, 1);
            assertThatThrownBy(file::force).isInstanceOf(IOException.class);
            write(file, "y", 1);
            file.force();
            return contents(other.afterCut(new Random(seed))).getOrDefault("a", "");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
