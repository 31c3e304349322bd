package dev.spate.hub.internal.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.hub.HubException;
import dev.spate.hub.Position;
import dev.spate.hub.Publication;
import dev.spate.hub.Retention;
import dev.spate.hub.Topic;
import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.EntryFilter;
import dev.spate.hub.spi.LogBounds;
import dev.spate.hub.spi.Missing;
import dev.spate.hub.spi.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What is the memory log's own; what every log has to do is in the contract tests of the test kit.
class MemoryEventLogTest {
    private static final long MIB = 1 << 20;

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private Instant now = Instant.ofEpochMilli(1_000_000);

    private MemoryEventLog log(Retention retention) {
        return new MemoryEventLog(retention, () -> now, new Random(1), tasks::add);
    }

    private MemoryEventLog log(long bytes, long events) {
        return log(new Retention(Duration.ofHours(1), bytes, events));
    }

    private static void append(MemoryEventLog log, String topic, int count) {
        IntStream.range(0, count).forEach(index -> log.append(List.of(Publication.of(topic, "x"))));
    }

    private static <T> T now(CompletionStage<T> stage) {
        assertThat(stage.toCompletableFuture()).isDone();
        return stage.toCompletableFuture().join();
    }

    private static Page read(MemoryEventLog log, long after, EntryFilter filter) {
        return now(log.read(after, filter, 1_000, MIB));
    }

    private static EntryFilter all() {
        return new Wanted(Set.of(), entry -> true, true);
    }

    private static EntryFilter only(Predicate<Entry> test) {
        return new Wanted(Set.of(), test, false);
    }

    private static EntryFilter topic(String name) {
        return new Wanted(Set.of(new Topic(name)), entry -> true, false);
    }

    private record Wanted(Set<Topic> exactTopics, Predicate<Entry> test, boolean acceptsAll) implements EntryFilter {
        @Override
        public boolean accepts(Entry entry) {
            return test.test(entry);
        }
    }

    @Nested
    class Appending {
        private final MemoryEventLog log = log(MIB, 100);

        @Test
        void isCompleteAtOnceAndAfterTheTail() {
            var seen = new ArrayList<Entry>();
            log.tail(entries -> {
                assertThat(log.bounds().head()).isEqualTo(2);
                seen.addAll(entries);
            });

            var positions = now(log.append(List.of(Publication.of("a", "1"), Publication.of("b", "2")))
                    .written());

            assertThat(seen).extracting(Entry::position).isEqualTo(positions);
        }

        @Test
        void beginsAnEpochOfAtMostNineCharacters() {
            var first = log.epochs().at(1);
            var other = new MemoryEventLog(Retention.forMemory(), () -> now, new Random(2), tasks::add);

            assertThat(first.text()).matches("#[0-9a-z]{1,9}-1");
            assertThat(other.epochs().at(1)).isNotEqualTo(first);
        }

        @Test
        void secondTailIsRefused() {
            log.tail(entries -> {});

            assertThatThrownBy(() -> log.tail(entries -> {})).isInstanceOf(IllegalStateException.class);
        }

        @Test
        void failsOnceTheLogIsClosed() {
            log.close();

            assertThat(log.append(List.of(Publication.of("a", "1"))).written().toCompletableFuture())
                    .isCompletedExceptionally();
            assertThatThrownBy(() -> read(log, 0, all()))
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(HubException.class)
                    .hasMessageContaining("log: closed (expected: open)");
        }
    }

    @Nested
    class RetentionBySize {
        private final MemoryEventLog log = log(65_536, 1_000_000);

        @Test
        void boundsWhatEverythingTakesOnTheHeap() {
            for (int index = 0; index < 5_000; index++) {
                log.append(List.of(
                        Publication.of("topic/" + index, "x").withKey("k").withId("id" + index)));
                assertThat(log.bounds().bytes()).isLessThanOrEqualTo(65_536);
            }

            assertThat(log.bounds().entries()).isBetween(50L, 500L);
        }

        @Test
        void entryThatIsTooLargeByItselfIsDeliveredAndGone() {
            var seen = new ArrayList<Entry>();
            log.tail(seen::addAll);
            append(log, "a", 3);

            log.append(List.of(Publication.of("a", "x".repeat(70_000))));

            assertThat(seen).hasSize(4);
            assertThat(log.bounds()).isEqualTo(new LogBounds(5, 4, 0, 0));
            assertThat(read(log, 3, all()).missing()).isEqualTo(new Missing(4, 1));
        }
    }

    @Nested
    class RetentionByAge {
        private final MemoryEventLog log = log(MIB, 1_000_000);

        @Test
        void evictsWhenAppending() {
            append(log, "a", 3);
            now = now.plus(Duration.ofHours(1)).plusMillis(1);
            append(log, "a", 1);

            assertThat(log.bounds().first()).isEqualTo(4);
        }

        @Test
        void evictsInQuietTimesToTheLast() {
            append(log, "a", 1_000);
            now = now.plus(Duration.ofHours(1));
            log.maintain();
            assertThat(log.bounds().entries()).isEqualTo(1_000);

            now = now.plusMillis(1);
            log.maintain();

            assertThat(log.bounds()).isEqualTo(new LogBounds(1_001, 1_000, 0, 0));
        }

        @Test
        void isNotHeldUpByTimesOfAClockThatWasWrong() {
            now = now.plus(Duration.ofDays(365));
            append(log, "a", 1);
            now = now.minus(Duration.ofDays(365));
            append(log, "a", 2);
            now = now.plus(Duration.ofHours(2));
            append(log, "a", 1);

            log.maintain();

            assertThat(log.bounds().first()).isEqualTo(4);
        }
    }

    @Nested
    class Indexes {
        @Test
        void holdNothingOfWhatIsGone() {
            var log = log(MIB, 10);
            IntStream.range(0, 100)
                    .mapToObj(index -> Publication.of("t" + index, "x")
                            .withKey("k" + index)
                            .withId("i" + index))
                    .forEach(publication -> log.append(List.of(publication)));

            assertThat(now(log.find("i89"))).isEmpty();
            assertThat(now(log.find("i90"))).contains(91L);
            assertThat(now(log.latest(0, 100, all(), 100, Long.MAX_VALUE)).entries())
                    .hasSize(10);
        }

        @Test
        void replayOfAQuietTopicCostsByItsOwnEntries() {
            var log = log(16 * MIB, 1_000_000);
            for (int index = 0; index < 3; index++) {
                append(log, "quiet", 1);
                append(log, "loud", 10 * Slice.MAX_ENTRIES);
            }

            var page = read(log, 0, topic("quiet"));

            assertThat(page.entries()).hasSize(3);
            assertThat(page.isAtHead()).isTrue();
            assertThat(page.next()).isEqualTo(log.bounds().head());
        }

        @Test
        void topicsThatShareAPlaceAreToldOfAGapTooMany() {
            var log = log(MIB, 1);
            append(log, "Aa", 1);
            append(log, "c", 1);

            assertThat(read(log, 0, topic("Aa")).missing()).isEqualTo(new Missing(1, Missing.UNKNOWN));
            assertThat(read(log, 0, topic("BB")).missing()).isEqualTo(new Missing(1, Missing.UNKNOWN));
            assertThat(read(log, 0, topic("b")).missing()).isEqualTo(Missing.NOTHING);
        }
    }

    @Nested
    class BoundedWork {
        private final MemoryEventLog log = log(64 * MIB, 1_000_000);

        @Test
        void sparseFilterGetsShortPages() {
            append(log, "a", 3 * Slice.MAX_ENTRIES);

            var page = read(log, 0, only(entry -> entry.offset() == 5));

            assertThat(page.entries()).extracting(Entry::offset).containsExactly(5L);
            assertThat(page.next()).isEqualTo(Slice.MAX_ENTRIES);
            assertThat(page.isAtHead()).isFalse();
        }

        @Test
        void sliceEndsAtItsBytes() {
            IntStream.range(0, 10).forEach(index -> log.append(List.of(Publication.of("a", "x".repeat(300_000)))));

            assertThat(read(log, 0, only(entry -> false)).next()).isEqualTo(4);
        }

        @Test
        void longSearchBackwardsRunsInSlicesOnTheExecutor() {
            append(log, "rare", 1);
            append(log, "a", 3 * Slice.MAX_ENTRIES);

            var stage = log.beforeLast(only(entry -> entry.offset() == 1), 1).toCompletableFuture();

            assertThat(stage).isNotDone();
            int slices = 0;
            while (!tasks.isEmpty()) {
                tasks.remove().run();
                slices++;
            }
            assertThat(slices).isEqualTo(3);
            assertThat(stage).isCompletedWithValue(0L);
        }

        @Test
        void searchGoesOnAtTheOldestWhenEntriesVanishUnderIt() {
            append(log, "a", 2 * Slice.MAX_ENTRIES);
            var stage = log.beforeLast(only(entry -> false), 1).toCompletableFuture();
            now = now.plus(Duration.ofHours(2));
            log.maintain();

            tasks.remove().run();

            assertThat(stage).isCompletedWithValue(2L * Slice.MAX_ENTRIES);
        }

        @Test
        void searchFailsWhereTheExecutorRefuses() {
            var refusing = new MemoryEventLog(Retention.forMemory(), () -> now, new Random(1), task -> {
                throw new RejectedExecutionException("full");
            });
            append(refusing, "a", 2 * Slice.MAX_ENTRIES);

            assertThat(refusing.beforeLast(only(entry -> false), 1).toCompletableFuture())
                    .isCompletedExceptionally();
        }

        @Test
        void topicWithManyReplacedKeysIsSkippedInSteps() {
            int count = Slice.MAX_SKIPPED + 10;
            IntStream.range(0, count)
                    .forEach(
                            index -> log.append(List.of(Publication.of("a", "x").withKey("k"))));

            var page = now(log.latest(0, count, topic("a"), 10, Long.MAX_VALUE));
            assertThat(page.entries()).isEmpty();
            assertThat(page.next()).isEqualTo(Slice.MAX_SKIPPED);

            var rest = now(log.latest(page.next(), count, topic("a"), 10, Long.MAX_VALUE));
            assertThat(rest.entries()).extracting(Entry::position).containsExactly(position(count));
            assertThat(rest.isAtHead()).isTrue();
        }

        private Position position(long offset) {
            return log.epochs().at(offset);
        }
    }
}
