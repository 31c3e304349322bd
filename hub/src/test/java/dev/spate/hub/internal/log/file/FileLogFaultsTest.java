package dev.spate.hub.internal.log.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.hub.Durability;
import dev.spate.hub.HubException;
import dev.spate.hub.Retention;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What a log does when its disk fails: it says so at once, goes on with what it can, and never with what it cannot
/// be sure of.
class FileLogFaultsTest extends FaultyDiskRoom {
    private static final String SEGMENTS = ".*\\.log(\\.tmp)?";
    private static final String FIRST_SEGMENT = "0+1\\.log(\\.tmp)?";
    /// One by one, enough to fill a segment.
    private static final int BATCHES = 20;

    @Nested
    class ShortWrites {
        @Test
        void areContinued() {
            disk.faults().writeShort(0.8);
            var log = open(Durability.DISK);

            append(log, 40);
            log.questions().askAll();
            log.close();
            open(Durability.DISK).questions().askAll();

            assertThat(disk.faults().shortWrites()).isGreaterThan(40);
        }
    }

    @Nested
    class FailedWrites {
        private final WatchedLog log = open(Durability.DISK);

        private void failOnce() {
            append(log, 5);
            disk.faults().fail(DiskCall.WRITE, SEGMENTS, 0, 1);
            appendInVain(log);
        }

        @Test
        void failTheirBatchAndAreToldWithTheFile() {
            failOnce();

            assertThat(log.log().trouble())
                    .hasValueSatisfying(trouble -> assertThat(trouble)
                            .contains(LogStore.segmentName(13), "Input/output error", "(expected: "));
            assertThat(log.log().counters().failures()).isPositive();
        }

        @Test
        void endAllWriting() {
            failOnce();
            long changes = disk.changes();

            appendInVain(log);
            log.await(log.log().maintain());

            assertThat(disk.changes()).isEqualTo(changes);
        }

        @Test
        void leaveWhatWasCommittedToReaders() {
            failOnce();

            log.questions().askAll();
        }

        @Test
        void endWithARestartThatHasWhatWasCommitted() {
            failOnce();
            log.log().close();
            log.step(FOREVER);

            var next = open(Durability.DISK);
            append(next, 2);
            next.questions().askAll();

            assertThat(next.log().trouble()).isEmpty();
        }
    }

    @Nested
    class FailedForces {
        @Test
        void failWhatWaitsForThemAndShowNothing() {
            var log = open(Durability.DISK);
            append(log, 5);
            disk.faults().fail(DiskCall.FORCE, SEGMENTS, 0, 1);

            var appending = appendInVain(log);

            assertThat(appending.durable().toCompletableFuture()).isCompletedExceptionally();
            assertThat(log.log().bounds().head()).isEqualTo(model.head());
            log.questions().askAll();
        }

        @Test
        void areNotTriedAgain() {
            var log = open(Durability.DISK);
            append(log, 5);
            disk.faults().fail(DiskCall.FORCE, SEGMENTS, 0, 1);
            appendInVain(log);
            var calls = new ArrayList<String>();
            disk.trace(calls::add);

            appendInVain(log);
            log.await(log.log().maintain());
            log.log().close();
            log.step(FOREVER);

            assertThat(calls).noneMatch(call -> call.contains(".log"));
        }

        @Test
        void loseNothingThatWasShownBeforeWhenThePowerGoesToo() {
            var log = open(Durability.DISK);
            append(log, 5);
            disk.faults().fail(DiskCall.FORCE, SEGMENTS, 0, 1);
            appendInVain(log);

            for (int seed = 0; seed < 100; seed++) {
                var state = disk.afterCut(new Random(seed));
                var next = new WatchedLog(state, log.setup(), model.copy(), LogSetup::open);
                next.start();
                assertThat(next.log().bounds().head()).isGreaterThanOrEqualTo(model.head());
            }
        }

        /// What a kernel failed to write it holds for clean: it reads as before, and the next force says it is safe.
        @Test
        void areNotBelievedByTheNextProcess() {
            var log = open(Durability.DISK);
            append(log, 5);
            disk.faults().fail(DiskCall.FORCE, SEGMENTS, 0, 1);
            appendInVain(log);
            log.log().close();
            log.step(FOREVER);

            var next = LogSetup.open(disk, log.setup());
            next.tail(entries -> {});
            log.step(FOREVER);
            long shown = next.bounds().head();

            assertThat(shown).isEqualTo(model.head() + 2);
            for (int seed = 0; seed < 100; seed++) {
                var state = disk.afterCut(new Random(seed));
                var last = LogSetup.open(state, log.setup());
                last.tail(entries -> {});
                log.step(FOREVER);
                assertThat(last.bounds().head()).isGreaterThanOrEqualTo(shown);
            }
        }

        @Test
        void underMemoryFailTheLateAnswerAndLeaveWhatWasShown() {
            var log = open(Durability.MEMORY);
            append(log, 5);
            disk.faults().fail(DiskCall.FORCE, SEGMENTS, 0, 1);

            assertThatThrownBy(() -> append(log, 1)).isInstanceOf(WatchedLog.Refused.class);

            assertThat(log.log().bounds().head()).isEqualTo(model.head());
            log.questions().askAll();
            appendInVain(log);
        }
    }

    @Nested
    class FailedReads {
        @Test
        void areToldWithTheFileAndLeaveOthersAlone() {
            var log = open(Durability.DISK);
            append(log, 12);
            disk.faults().fail(DiskCall.READ, FIRST_SEGMENT, 0, FOREVER);

            var failed = log.log().read(0, Want.ALL, 100, Long.MAX_VALUE);
            log.step(FOREVER);
            var others = log.await(log.log().read(20, Want.ALL, 100, Long.MAX_VALUE));

            assertThatThrownBy(() -> failed.toCompletableFuture().join())
                    .cause()
                    .isInstanceOf(HubException.class)
                    .hasMessageContaining(LogStore.segmentName(1))
                    .hasMessageContaining("Input/output error");
            assertThat(others.entries()).hasSize(16);
            assertThat(log.log().counters().failures()).isPositive();
        }

        @Test
        void areNoTroubleForWriting() {
            var log = open(Durability.DISK);
            append(log, 12);
            disk.faults().fail(DiskCall.READ, FIRST_SEGMENT, 0, 1);
            log.log().read(0, Want.ALL, 100, Long.MAX_VALUE);
            log.step(FOREVER);

            append(log, 3);

            assertThat(log.log().trouble()).isEmpty();
            log.questions().askAll();
        }
    }

    @Nested
    class OtherFailures {
        @Test
        void ofIndexesAreNoTroubleAndAreTriedAgain() {
            var log = open(Durability.DISK);
            disk.faults().fail(DiskCall.WRITE, ".*\\.idx\\.tmp", 0, 3);
            append(log, 20);
            log.questions().askAll();

            log.maintain();
            log.step(FOREVER);

            assertThat(disk.faults().failed(DiskCall.WRITE)).isEqualTo(3);
            assertThat(log.log().trouble()).isEmpty();
            log.questions().askAll();
        }

        @Test
        void ofNewSegmentsPassBy() {
            var log = open(Durability.DISK);
            disk.faults().fail(DiskCall.CREATE, SEGMENTS, 0, 1);

            assertThat(failuresOfOneByOne(log)).isEqualTo(1);
            assertThat(log.log().trouble()).isEmpty();
            assertThat(log.log().bounds().entries()).isEqualTo(BATCHES - 1);
        }

        @Test
        void ofNamesThatCannotBeForcedEndAllWriting() {
            var log = open(Durability.DISK);
            disk.faults().fail(DiskCall.FORCE_NAMES, "\\.", 0, 1);

            assertThat(failuresOfOneByOne(log)).isGreaterThan(1);
            assertThat(log.log().trouble()).isPresent();
        }

        @Test
        void ofASegmentThatHasItsNameEndAllWritingAndNoStart() {
            var log = open(Durability.DISK);
            disk.faults().fail(DiskCall.OPEN, "0+[2-9]\\d*\\.log|0+1\\d+\\.log", 0, 1);
            assertThat(failuresOfOneByOne(log)).isGreaterThan(1);
            assertThat(disk.faults().failed(DiskCall.OPEN)).isEqualTo(1);
            log.log().close();
            log.step(FOREVER);

            var next = open(Durability.DISK);
            append(next, 3);

            next.questions().askAll();
        }

        private int failuresOfOneByOne(WatchedLog log) {
            int failures = 0;
            for (int batch = 0; batch < BATCHES; batch++) {
                try {
                    log.append(List.of(Publications.small(random, 1)), Durability.DISK);
                } catch (WatchedLog.Refused e) {
                    model.lose(log.log().bounds().head());
                    failures++;
                }
                log.maintain();
            }
            log.questions().askAll();
            return failures;
        }

        @Test
        void ofEvictionsAreMadeUpForByTheNextStart() {
            retention = new Retention(Duration.ofHours(10), 1L << 40, 32);
            var log = open(Durability.DISK);
            disk.faults().fail(DiskCall.DELETE, ".*\\.log", 0, 4);
            append(log, 30);
            log.questions().askAll();
            log.close();

            var next = open(Durability.DISK);

            next.questions().askAll();
            assertThat(disk.faults().failed(DiskCall.DELETE)).isEqualTo(4);
        }

        @Test
        void ofTheMarkOfAStopCostAnEpochAndNothingElse() {
            var log = open(Durability.DISK);
            append(log, 5);
            long epoch = log.lastEpoch();
            disk.faults().fail(DiskCall.WRITE, "state.*", 0, 1);
            log.close();

            var next = open(Durability.DISK);

            assertThat(next.lastEpoch()).isNotEqualTo(epoch);
            next.questions().askAll();
        }

        @Test
        void ofTheStartAreToldWithTheFile() {
            open(Durability.DISK).close();
            disk.faults().fail(DiskCall.READ, "state", 0, 1);

            assertThatThrownBy(() -> open(Durability.DISK))
                    .isInstanceOf(WatchedLog.Refused.class)
                    .hasMessageContaining("state: Input/output error");

            open(Durability.DISK).questions().askAll();
        }
    }
}
