package dev.spate.hub.internal.log.file;

import static dev.spate.hub.internal.log.file.LogFolder.all;
import static dev.spate.hub.internal.log.file.LogFolder.append;
import static dev.spate.hub.internal.log.file.LogFolder.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.hub.HubException;
import dev.spate.hub.Publication;
import dev.spate.hub.Retention;
import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.EpochHistory.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecoveryTest {
    @TempDir
    Path directory = Path.of("");

    private LogFolder folder = new LogFolder(directory);

    @BeforeEach
    void makeFolder() {
        folder = new LogFolder(directory.resolve("log"));
    }

    private static Publication full(int number) {
        return Publication.of("t" + number % 3, "d" + number)
                .withKey("k" + number % 4)
                .withId("i" + number / 2)
                .withIdempotencyKey("o" + number);
    }

    private static Map<String, Object> answers(FileEventLog log) {
        return Map.of(
                "all",
                all(log),
                "topics",
                await(log.topics("", 100)),
                "latest",
                await(log.latest(0, Long.MAX_VALUE, new Everything(), 1_000, Long.MAX_VALUE))
                        .entries(),
                "keyed",
                await(log.readKeyed(0, 1_000, Long.MAX_VALUE)).entries(),
                "ids",
                List.of(await(log.find("i0")), await(log.find("i7")), await(log.find("none"))),
                "time",
                await(log.beforeTime(0)),
                "bounds",
                List.of(log.bounds().first(), log.bounds().head(), log.bounds().entries()));
    }

    private static void flip(Path file, long at) throws IOException {
        var bytes = Files.readAllBytes(file);
        bytes[(int) at] ^= 0x20;
        Files.write(file, bytes);
    }

    @Nested
    class AfterAGoodStop {
        @Test
        void everyAnswerIsTheSame() throws IOException {
            folder.retention = new Retention(Duration.ofHours(1), 64 << 20, 64);
            var log = folder.ready();
            for (int number = 0; number < 90; number++) {
                append(log, full(number));
            }
            var before = answers(log);
            var epochs = log.epochs();
            log.close();

            for (int start = 0; start < 3; start++) {
                var again = folder.ready();
                assertThat(answers(again)).isEqualTo(before);
                assertThat(again.epochs()).isEqualTo(epochs);
                again.close();
            }
        }

        @Test
        void whatWasEvictedIsStillMissing() throws IOException {
            folder.retention = new Retention(Duration.ofHours(1), 64 << 20, 16);
            var log = folder.ready();
            append(log, Publication.of("gone", "x"));
            for (int number = 0; number < 40; number++) {
                append(log, Publication.of("loud", "d" + number));
            }
            log.close();

            var again = folder.ready();
            long first = again.bounds().first();
            assertThat(await(again.read(0, new Everything(), 1, 1)).missing().upTo())
                    .isEqualTo(first - 1);
            again.close();
        }

        @Test
        void everyByteOfTheLastSegmentIsMissed() throws IOException {
            var log = folder.ready();
            append(log, full(1));
            append(log, full(2));
            log.close();
            long size = Files.size(folder.lastSegment());

            for (long at = 0; at < size; at++) {
                var copy = folder.copyTo(directory.resolve("flipped"));
                flip(copy.lastSegment(), at);
                assertRefused(copy);
            }
        }

        @Test
        void aMissingFileIsMissed() throws IOException {
            folder.retention = new Retention(Duration.ofHours(1), 64 << 20, 48);
            var log = folder.ready();
            for (int number = 0; number < 60; number++) {
                append(log, full(number));
            }
            log.close();

            var missable = new ArrayList<>(folder.segments());
            missable.addAll(List.of(StateFile.NAME, LogStore.EVICTIONS));
            for (var name : missable) {
                var copy = folder.copyTo(directory.resolve("without-" + name));
                Files.delete(copy.directory.resolve(name));
                assertRefused(copy);
            }
        }
    }

    @Nested
    class AfterAnEndThatWasNoStop {
        @Test
        void whatWasAcknowledgedIsThereInANewEpoch() throws IOException {
            var log = folder.ready();
            for (int number = 0; number < 20; number++) {
                append(log, full(number));
            }
            var entries = all(log);
            var killed = folder.copyTo(directory.resolve("killed"));
            log.close();

            var again = killed.ready();
            assertThat(all(again)).isEqualTo(entries);
            var next = append(again, full(20));
            assertThat(next.offset()).isEqualTo(21);
            assertThat(next.epoch()).isNotEqualTo(entries.getFirst().position().epoch());
            assertThat(again.epochs().standing(entries.getLast().position())).isEqualTo(new Standing.Holds(20));
            again.close();
        }

        @Test
        void aRecordThatIsTornAtAnyByteIsGoneAndNothingElse() throws IOException {
            var log = folder.ready();
            append(log, full(1));
            append(log, full(2));
            long before = Files.size(folder.lastSegment());
            append(log, full(3));
            var killed = folder.copyTo(directory.resolve("killed"));
            var bytes = Files.readAllBytes(killed.lastSegment());
            var entries = all(log);
            log.close();

            for (long end = before; end < bytes.length; end++) {
                var torn = killed.copyTo(directory.resolve("torn"));
                Files.write(torn.lastSegment(), Arrays.copyOf(bytes, (int) end));
                var again = torn.ready();
                assertThat(all(again)).as("torn at %d", end).isEqualTo(entries.subList(0, 2));
                again.close();
            }
        }

        @Test
        void damageBeforeWhatWasForcedIsRefusedWithItsPlace() throws IOException {
            var log = folder.ready();
            append(log, full(1));
            long end = Files.size(folder.lastSegment());
            append(log, full(2));
            append(log, full(3));
            var killed = folder.copyTo(directory.resolve("killed"));
            log.close();

            for (long at = SegmentHeader.BYTES; at < end; at++) {
                var damaged = killed.copyTo(directory.resolve("damaged"));
                flip(damaged.lastSegment(), at);
                assertThatThrownBy(() -> await(damaged.open().tail(any -> {})))
                        .isInstanceOf(HubException.class)
                        .hasMessageContaining("00000000000000000001.log at byte 32, offset 1")
                        .hasMessageContaining("spate log repair DIR --yes");
            }
        }

        @Test
        void anEndInTheMidstOfTheStartChangesNothing() throws IOException {
            folder.retention = new Retention(Duration.ofHours(1), 64 << 10, 100_000);
            var log = folder.ready();
            for (int number = 0; number < 30; number++) {
                append(log, full(number));
            }
            var entries = all(log);
            var killed = folder.copyTo(directory.resolve("killed"));
            log.close();

            for (int start = 0; start < 4; start++) {
                var again = killed.ready();
                assertThat(all(again)).isEqualTo(entries);
                var next = killed.copyTo(directory.resolve("killed" + start));
                again.close();
                killed = next;
            }
        }

        @Test
        void theFirstUseOfAnIdIsKnownThoughItsSegmentIsGoneAndTheIndexToo() throws IOException {
            folder.retention = new Retention(Duration.ofHours(1), 64 << 20, 32);
            var log = folder.ready();
            var first = append(log, Publication.of("a", "x").withId("twice"));
            for (int number = 0; number < 20; number++) {
                append(log, Publication.of("a", "d" + number));
            }
            append(log, Publication.of("a", "y").withId("twice"));
            for (int number = 0; number < 24; number++) {
                append(log, Publication.of("a", "e" + number));
            }
            assertThat(log.bounds().first()).isGreaterThan(first.offset());
            var killed = folder.copyTo(directory.resolve("killed"));
            log.close();
            try (var files = Files.newDirectoryStream(killed.directory, "*.idx")) {
                for (var file : files) {
                    Files.delete(file);
                }
            }

            var again = killed.ready();
            assertThat(await(again.find("twice"))).isEqualTo(Optional.of(first.offset()));
            again.close();
        }
    }

    private static void assertRefused(LogFolder folder) throws IOException {
        var log = folder.open();
        assertThatThrownBy(() -> await(log.tail(any -> {})))
                .isInstanceOf(HubException.class)
                .hasMessageStartingWith("log: ");
        assertThat(log.trouble()).isPresent();
        log.close();
    }

    @Test
    void aNewLogBeginsWithTheFirstOffset() throws IOException {
        var log = folder.ready();

        assertThat(append(log, full(0)).offset()).isEqualTo(1);
        assertThat(folder.shown).extracting(Entry::offset).containsExactly(1L);
        log.close();
    }
}
