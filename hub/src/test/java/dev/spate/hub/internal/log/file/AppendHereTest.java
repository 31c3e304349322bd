package dev.spate.hub.internal.log.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Durability;
import dev.spate.hub.Publication;
import dev.spate.hub.Retention;
import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.EventLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AppendHereTest {
    private final Steps writer = new Steps();
    private final TestClock clock = new TestClock();
    private final SimulatedDisk disk = new SimulatedDisk(new Random(1));
    private final List<Entry> shown = new ArrayList<>();

    private EventLog open(Durability durability) {
        var retention = new Retention(Duration.ofHours(1), 1 << 20, 1_000);
        var log = LogSetup.open(disk, new LogSetup(retention, durability, clock, new Random(2), writer, new Steps()));
        var ready = log.tail(shown::addAll);
        runWriter();
        assertThat(ready).isCompleted();
        return log;
    }

    private void runWriter() {
        while (!writer.isEmpty()) {
            writer.runOne();
        }
    }

    private static List<Publication> batch(String... data) {
        return List.of(data).stream().map(text -> Publication.of("a", text)).toList();
    }

    private List<String> shown() {
        return shown.stream().map(entry -> entry.publication().event().data()).toList();
    }

    @Test
    void writesForcesAndShowsBeforeItReturnsWhereTheWriterIsIdle() {
        var log = open(Durability.DISK);

        var appending = log.appendHere(batch("1", "2"));

        assertThat(appending.durable()).isCompleted();
        assertThat(shown()).containsExactly("1", "2");
        assertThat(disk.afterCut(new Random(3)).usedBytes()).isEqualTo(disk.usedBytes());
    }

    @Test
    void waitsForItsTurnBehindWhatTheWriterHasToDo() {
        var log = open(Durability.DISK);
        log.append(batch("first"));

        var appending = log.appendHere(batch("second"));
        assertThat(appending.durable()).isNotCompleted();
        runWriter();

        assertThat(appending.durable()).isCompleted();
        assertThat(shown()).containsExactly("first", "second");
    }

    @Test
    void leavesWhatNeedNotBeOnTheDiskToTheWriter() {
        var log = open(Durability.MEMORY);

        var appending = log.appendHere(batch("1"));

        assertThat(appending.written()).isNotCompleted();
        runWriter();
        assertThat(appending.written()).isCompleted();
    }

    @Test
    void failsOnceTheLogIsClosed() {
        var log = open(Durability.DISK);
        log.close();
        runWriter();

        assertThat(log.appendHere(batch("late")).durable()).isCompletedExceptionally();
    }
}
