package dev.spate.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Publication;
import dev.spate.hub.Retention;
import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.EntryFilter;
import dev.spate.hub.spi.EpochHistory.Standing;
import dev.spate.hub.spi.Missing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// The tests that every [dev.spate.hub.spi.EventLog] has to pass. A log's own test is one class:
///
/// ```java
/// class MyLogTest extends EventLogContract {
///     @Override
///     protected EventLog open(Retention retention, InstantSource time) {
///         return new MyLog(retention, time);
///     }
/// }
/// ```
///
/// A log to which others may write as well extends [SharedLogContract] instead.
///
/// Owner: the test's thread.
public abstract class EventLogContract extends LookupContract {
    private static final int KEPT = 20;
    private static final int CONCURRENT_ENTRIES = 3_000;

    /// For subclasses, which JUnit makes.
    protected EventLogContract() {}

    /// Whether the log knows which topics it has evicted entries of, at least nearly always.
    ///
    /// @return `false` for a log that announces a gap to everybody whose cursor an eviction has passed
    protected boolean remembersEvictions() {
        return true;
    }

    @Nested
    class Retaining {
        @Test
        void keepsTheNewestEntries() {
            reopen(KEPT);
            fill("a", 100);

            assertThat(data(readAll(0, Wanted.everything()))).isEqualTo(filled("a", 100 - KEPT, 100));
            assertThat(data(readAll(0, Wanted.topics("a")))).isEqualTo(filled("a", 100 - KEPT, 100));
        }

        @Test
        void saysWhatItHolds() {
            reopen(KEPT);
            assertThat(log().bounds().entries()).isZero();
            assertThat(log().bounds().first()).isEqualTo(log().bounds().head() + 1);

            fill("a", 100);

            var entries = readAll(0, Wanted.everything());
            assertThat(log().bounds().entries()).isEqualTo(entries.size());
            assertThat(log().bounds().first()).isEqualTo(entries.getFirst().offset());
            assertThat(log().bounds().head()).isEqualTo(entries.getLast().offset());
            assertThat(log().bounds().bytes()).isPositive();
        }

        @Test
        void keepsToItsBytes() {
            log().close();
            var small = open(new Retention(AGE, 256 << 10, EVENTS), clock);
            try {
                for (int index = 0; index < 400; index++) {
                    await(small.append(List.of(Publication.of("a", "x".repeat(4_000))))
                            .durable());
                }
                await(small.maintain());

                assertThat(small.bounds().bytes()).isLessThanOrEqualTo(256 << 10);
                assertThat(small.bounds().entries()).isBetween(10L, 64L);
            } finally {
                small.close();
            }
        }

        @Test
        void keepsToItsAge() {
            fill("a", 5);
            clock.advance(Duration.ofMinutes(40));
            fill("b", 5);

            clock.advance(Duration.ofMinutes(30));
            await(log().maintain());
            assertThat(data(readAll(0, Wanted.everything()))).isEqualTo(filled("b", 0, 5));

            clock.advance(AGE);
            await(log().maintain());
            assertThat(readAll(0, Wanted.everything())).isEmpty();
            assertThat(log().bounds().first()).isEqualTo(log().bounds().head() + 1);
        }

        @Test
        void forgetsIdsAndKeysOfWhatIsGone() {
            reopen(KEPT);
            append(Publication.of("a", "gone").withId("gone").withKey("gone"));
            var old = append(Publication.of("a", "old").withId("both").withKey("both"));
            fill("b", KEPT - 2);
            var kept = append(Publication.of("a", "new").withId("both").withKey("both"));
            fill("b", KEPT - 1);

            assertThat(await(log().find("gone"))).isEmpty();
            assertThat(await(log().find("both"))).contains(old.offset());
            var latest = await(log().latest(0, log().bounds().head(), Wanted.everything(), 10, BYTES));
            assertThat(positions(latest.entries())).containsExactly(kept);

            fill("b", KEPT);
            assertThat(await(log().find("both"))).isEmpty();
        }
    }

    @Nested
    class MissingEntries {
        private List<Entry> fillAndEvict() {
            reopen(KEPT);
            fill("quiet", 2);
            fill("loud", KEPT);
            fill("alive", 3);
            fill("loud", KEPT);
            fill("quiet", 1);
            return tail().entries();
        }

        private List<Entry> evicted(List<Entry> entries) {
            return entries.stream()
                    .filter(entry -> entry.offset() < log().bounds().first())
                    .toList();
        }

        @Test
        void areAnnouncedToEverybodyWhoWouldHaveGotThem() {
            var entries = fillAndEvict();
            var filters = List.<EntryFilter>of(
                    Wanted.everything(), Wanted.topics("quiet"), Wanted.topics("loud", "x"), Wanted.where(e -> true));

            for (var filter : filters) {
                for (var entry : evicted(entries)) {
                    if (filter.accepts(entry)) {
                        var missing = missing(entry.offset() - 1, filter);
                        assertThat(missing.isSomething()).as("%s", entry).isTrue();
                        assertThat(missing.upTo()).isGreaterThanOrEqualTo(entry.offset());
                    }
                }
            }
        }

        @Test
        void reachNoFurtherThanWhatIsGone() {
            var entries = fillAndEvict();
            long last = evicted(entries).getLast().offset();

            for (var filter : List.of(Wanted.everything(), Wanted.topics("loud"), Wanted.where(e -> true))) {
                assertThat(missing(0, filter).upTo()).isLessThanOrEqualTo(last);
                assertThat(missing(last, filter)).isEqualTo(Missing.NOTHING);
                assertThat(missing(log().bounds().head(), filter)).isEqualTo(Missing.NOTHING);
            }
        }

        @Test
        void areCountedRightWhereTheyAreCounted() {
            var entries = fillAndEvict();
            var evicted = evicted(entries);

            for (long offset = 0; offset < evicted.getLast().offset(); offset++) {
                long after = offset;
                long gone = evicted.stream().filter(e -> e.offset() > after).count();
                assertThat(missing(offset, Wanted.everything()).count()).isIn(gone, Missing.UNKNOWN);
            }
            assertThat(missing(0, Wanted.where(entry -> true)).count()).isEqualTo(Missing.UNKNOWN);
        }

        @Test
        void ofOtherTopicsDisturbNobodyWhoseTopicLostNothing() {
            var entries = fillAndEvict();
            long lastQuiet = evicted(entries).stream()
                    .filter(Wanted.topics("quiet")::accepts)
                    .mapToLong(Entry::offset)
                    .max()
                    .orElseThrow();

            boolean isTold = missing(lastQuiet, Wanted.topics("quiet")).isSomething();
            assertThat(isTold).isEqualTo(!remembersEvictions());
            boolean isToldOfNothing = missing(0, Wanted.topics("never")).isSomething();
            assertThat(isToldOfNothing).isEqualTo(!remembersEvictions());
        }
    }

    @Nested
    class Epochs {
        @Test
        void holdEveryPositionThatWasGivenOut() {
            for (var position : append("a", "1", "2", "3")) {
                assertThat(log().epochs().standing(position)).isEqualTo(new Standing.Holds(position.offset()));
                assertThat(log().epochs().at(position.offset())).isEqualTo(position);
            }
        }

        @Test
        void areOthersInAnotherLog() {
            var position = append("a", "1").getFirst();
            reopen(KEPT);

            assertThat(log().epochs().standing(position)).isInstanceOf(Standing.Foreign.class);
        }

        @Test
        void areRandomNumbersOfFortyBitsOrMore() {
            var epochs = Stream.generate(() -> {
                        reopen(KEPT);
                        return log().epochs().epochs().getLast().epoch();
                    })
                    .limit(20)
                    .toList();

            assertThat(epochs).doesNotHaveDuplicates();
            assertThat(epochs.stream().mapToLong(epoch -> epoch).max().orElseThrow())
                    .isGreaterThan(1L << 36);
        }
    }

    @Nested
    class WhileOthersAppend {
        @Test
        void readerGetsEachEntryOnceOrIsToldThatItIsGone() throws Exception {
            reopen(200);
            var isOver = new AtomicBoolean();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var reading = CompletableFuture.supplyAsync(() -> follow(isOver), threads);
                for (int index = 0; index < CONCURRENT_ENTRIES / 3; index++) {
                    log().append(Stream.of("x", "y", "z")
                            .map(d -> Publication.of("a", d))
                            .toList());
                    awaitSometimes(index);
                }
                append("a", "last");
                isOver.set(true);

                assertThat(await(reading)).isIn((long) tail().entries().size(), Missing.UNKNOWN);
            }
        }

        private void awaitSometimes(int index) {
            if (index % 50 == 0) {
                append("a", "w");
            }
        }

        /// Reads until everything is read; counts what came, and what was said to be gone by those that came
        /// before.
        private long follow(AtomicBoolean isOver) {
            long cursor = 0;
            long count = 0;
            boolean isCounted = true;
            while (true) {
                boolean isLastRound = isOver.get();
                var page = await(log().read(cursor, Wanted.everything(), 16, BYTES));
                assertSound(page, cursor, Wanted.everything(), 16);
                isCounted &= page.missing().count() != Missing.UNKNOWN;
                count += page.missing().count() + page.entries().size();
                cursor = page.next();
                if (page.isAtHead() && isLastRound) {
                    return isCounted ? count : Missing.UNKNOWN;
                }
            }
        }

        @Test
        void boundsAreConsistentAtEveryMoment() throws Exception {
            reopen(50);
            var isOver = new AtomicBoolean();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var watching = CompletableFuture.supplyAsync(() -> watch(isOver), threads);
                fill("a", 1_000);
                isOver.set(true);

                assertThat(await(watching)).isEmpty();
            }
        }

        private List<String> watch(AtomicBoolean isOver) {
            var faults = new ArrayList<String>();
            long head = 0;
            while (!isOver.get()) {
                var bounds = log().bounds();
                boolean isEmpty = bounds.entries() == 0;
                if (bounds.head() < head
                        || bounds.first() > bounds.head() + 1
                        || isEmpty != (bounds.first() == bounds.head() + 1)) {
                    faults.add(bounds + " after head " + head);
                }
                head = bounds.head();
                Thread.onSpinWait();
            }
            return faults;
        }
    }
}
