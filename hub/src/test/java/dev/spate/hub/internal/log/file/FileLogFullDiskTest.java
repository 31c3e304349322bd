package dev.spate.hub.internal.log.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Durability;
import org.junit.jupiter.api.Test;

/// What a log does when its disk is full: it takes nothing, gives everything, and goes on by itself.
class FileLogFullDiskTest extends FaultyDiskRoom {
    private final WatchedLog log = open(Durability.DISK);

    private void fillUp() {
        append(log, 6);
        disk.faults().capacity(disk.usedBytes() + 10);
        appendInVain(log);
    }

    @Test
    void refusePublicationsAndSayWhy() {
        fillUp();

        assertThat(log.log().trouble())
                .hasValueSatisfying(trouble -> assertThat(trouble).contains("disk full", "goes on by itself"));
        assertThat(disk.faults().fullWrites()).isPositive();
    }

    @Test
    void letReadersRead() {
        fillUp();

        log.questions().askAll();
    }

    @Test
    void areNotWrittenToUntilThereIsRoom() {
        fillUp();
        log.await(log.log().maintain());

        appendInVain(log);

        assertThat(log.log().trouble()).isPresent();
    }

    @Test
    void areLeftBehindAsSoonAsThereIsRoom() {
        fillUp();
        disk.faults().capacity(Long.MAX_VALUE);

        log.maintain();
        append(log, 20);
        log.questions().askAll();
        log.close();
        open(Durability.DISK).questions().askAll();

        assertThat(log.log().bounds().entries()).isEqualTo(78);
    }

    @Test
    void mayFillUpAgainAndAgain() {
        for (int round = 0; round < 10; round++) {
            fillUp();
            disk.faults().capacity(Long.MAX_VALUE);
            log.maintain();
            log.questions().askAll();
        }
        log.close();
        open(Durability.DISK).questions().askAll();
    }

    @Test
    void keepWhatWasCommittedThroughARestart() {
        fillUp();
        log.log().close();
        log.step(FOREVER);
        disk.faults().capacity(Long.MAX_VALUE);

        var next = open(Durability.DISK);
        append(next, 3);

        next.questions().askAll();
    }
}
