package dev.spate.hub.internal.log.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Durability;
import dev.spate.hub.HubException;
import dev.spate.hub.Retention;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Every byte of every file of a log is changed, one at a time. Nothing wrong may ever be served; what cannot be built
/// anew is said, with the file it stands in.
class LogRotTest {
    private static final Duration AGE = Duration.ofMinutes(10);
    /// So that a segment is full with three.
    private static final Retention RETENTION = new Retention(AGE, 1L << 40, 48);

    private static final int LAST_BATCH = 2;

    private final Random random = new Random(5);
    private final TestClock clock = new TestClock();
    private final LogModel model = new LogModel();
    private SimulatedDisk disk = new SimulatedDisk(random);

    /// A log of a few segments, before which others have been evicted.
    @BeforeEach
    void fill() {
        var log = open(disk, model);
        append(log, 4);
        clock.advance(2 * AGE.toMillis());
        log.maintain();
        append(log, 5);
        log.append(List.of(Publications.small(random, 1)), Durability.DISK);
        log.append(List.of(Publications.small(random, LAST_BATCH)), Durability.DISK);
        log.questions().askAll();
        // As the process leaves it that is killed now.
        disk = disk.copy();
    }

    private void append(WatchedLog log, int batches) {
        for (int batch = 0; batch < batches; batch++) {
            log.append(List.of(Publications.small(random, 3)), Durability.DISK);
        }
    }

    private WatchedLog open(SimulatedDisk on, LogModel known) {
        var setup = new LogSetup(RETENTION, Durability.DISK, clock, new Random(6), new Steps(), new Steps());
        var log = new WatchedLog(on, setup, known, LogSetup::open);
        log.start();
        return log;
    }

    @Nested
    class AfterAStop {
        @BeforeEach
        void stop() {
            var log = open(disk, model);
            log.close();
        }

        @Test
        void thereAreFilesOfEveryKind() throws IOException {
            assertThat(disk.names())
                    .contains("state", "evictions")
                    .filteredOn(this::isSegment)
                    .hasSizeGreaterThan(2);
            assertThat(disk.names()).filteredOn(this::isIndex).isNotEmpty();
            assertThat(model.first()).isGreaterThan(1);
        }

        @Test
        void changedSegmentsAreToldAndNothingElseIsServed() throws IOException {
            var segments = disk.names().stream().filter(this::isSegment).toList();
            int last = segments.size() - 1;
            for (var name : List.of(segments.get(0), segments.get(last / 2), segments.get(last))) {
                for (int at = 0; at < disk.bytes(name).length; at++) {
                    int told = readRotten(name, at);
                    assertThat(told)
                            .as("refusals because of %s at %d", name, at)
                            .isPositive();
                }
            }
        }

        @Test
        void changedIndexesAreBuiltAnew() throws IOException {
            var name = disk.names().stream().filter(this::isIndex).findFirst().orElseThrow();
            for (int at = 0; at < disk.bytes(name).length; at++) {
                var log = open(rotten(name, at), model.copy());
                log.questions().askSome(3);
            }
        }

        @Test
        void changedStateIsRefused() throws IOException {
            assertRefused("state");
        }

        @Test
        void changedTableOfEvictionsIsRefused() throws IOException {
            assertRefused("evictions");
        }

        @Test
        void missingFilesAreRefusedOrBuiltAnew() throws IOException {
            for (var name : disk.names()) {
                var rotten = disk.copy();
                rotten.delete(name);
                try {
                    var log = open(rotten, model.copy());
                    log.questions().askAll();
                    assertThat(name).endsWith(".idx");
                } catch (WatchedLog.Refused e) {
                    assertThat(e).hasCauseInstanceOf(HubException.class).hasMessageContaining("(expected: ");
                }
            }
        }

        @Test
        void filesThatWereCutOffAreRefusedOrBuiltAnew() throws IOException {
            for (var name : disk.names()) {
                int size = disk.bytes(name).length;
                for (int left = 0; left < size; left += 1 + left / 64) {
                    readCutOff(name, left);
                }
            }
        }

        private void readCutOff(String name, int left) throws IOException {
            var rotten = disk.copy();
            try (var file = rotten.open(name)) {
                file.truncate(left);
            }
            try {
                var log = open(rotten, model.copy());
                int told = readEach(log, name);
                assertThat(told > 0 || isIndex(name))
                        .as("%s of %d bytes", name, left)
                        .isTrue();
            } catch (WatchedLog.Refused e) {
                assertRefusal(e, name);
            }
        }

        private void assertRefused(String name) throws IOException {
            for (int at = 0; at < disk.bytes(name).length; at++) {
                try {
                    open(rotten(name, at), model.copy());
                    throw new AssertionError(name + " at " + at + ": not noticed");
                } catch (WatchedLog.Refused e) {
                    assertRefusal(e, name);
                }
            }
        }

        private boolean isSegment(String name) {
            return name.endsWith(".log");
        }

        private boolean isIndex(String name) {
            return name.endsWith(".idx");
        }
    }

    @Nested
    class AfterAKill {
        /// A write that was torn when the power went is no damage, and is the last one: of that nobody can say whether
        /// it was changed later.
        @Test
        void changesAreRefusedBeforeTheLastBatchWhichIsLostByThem() throws IOException {
            var name = LogStore.segmentName(model.head() - LAST_BATCH);
            int lost = 0;
            int refused = 0;
            for (int at = 0; at < disk.bytes(name).length; at++) {
                try {
                    var log = open(rotten(name, at), model.copy());
                    assertThat(log.log().bounds().head()).isGreaterThanOrEqualTo(model.head() - LAST_BATCH);
                    assertThat(readEach(log, name)).isZero();
                    lost++;
                } catch (WatchedLog.Refused e) {
                    assertRefusal(e, name);
                    refused++;
                }
            }
            assertThat(lost).isPositive();
            assertThat(refused).isGreaterThan(SegmentHeader.BYTES + RecordCodec.HEAD_BYTES);
        }
    }

    /// @return how often something was refused because of it
    private int readRotten(String name, int at) throws IOException {
        try {
            var log = open(rotten(name, at), model.copy());
            askEach(log);
            return readEach(log, name);
        } catch (WatchedLog.Refused e) {
            assertRefusal(e, name);
            return 1;
        }
    }

    /// It says which file, or of a segment that is not there, which entry.
    private static void assertRefusal(WatchedLog.Refused refused, String name) {
        assertThat(refused).hasCauseInstanceOf(HubException.class);
        var first = LogStore.firstOffset(name);
        var said = String.valueOf(refused.getMessage());
        boolean isNamed = said.contains(name) || (first.isPresent() && said.contains("offset " + first.getAsLong()));
        assertThat(isNamed).as("%s is named: %s", name, said).isTrue();
    }

    private SimulatedDisk rotten(String name, int at) {
        var rotten = disk.copy();
        rotten.flip(name, at, 1 + random.nextInt(255));
        return rotten;
    }

    /// Reads every entry by itself: it is right, or it is refused, naming the file.
    private int readEach(WatchedLog log, String name) {
        int refused = 0;
        for (long offset = log.log().bounds().first();
                offset <= log.log().bounds().head();
                offset++) {
            try {
                var page = log.await(log.log().read(offset - 1, Want.ALL, 1, Long.MAX_VALUE));
                boolean isRight = page.entries().size() == 1
                        && model.get(offset).is(page.entries().get(0));
                assertThat(isRight)
                        .as("entry %d with %s changed: %s", offset, name, page)
                        .isTrue();
            } catch (WatchedLog.Refused e) {
                assertRefusal(e, name);
                refused++;
            }
        }
        return refused;
    }

    /// Asks some questions, each of which is answered rightly or refused.
    private static void askEach(WatchedLog log) {
        var questions = log.questions();
        for (int count = 0; count < 6; count++) {
            try {
                questions.askOne();
            } catch (WatchedLog.Refused e) {
                assertThat(e).hasCauseInstanceOf(HubException.class);
            }
        }
    }
}
