package dev.spate.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.hub.Publication;
import dev.spate.hub.Topic;
import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.EntryFilter;
import dev.spate.hub.spi.Page;
import dev.spate.hub.spi.TopicSummary;
import dev.spate.wire.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// The part of [EventLogContract] that is about what a log finds by other things than an offset: what is superseded,
/// what has an idempotency key, times, topics.
///
/// Owner: the thread of the test.
abstract class LookupContract extends ReadContract {
    private static final int ENTRIES = 80;

    private static boolean isReplaced(Entry entry, List<Entry> entries) {
        var publication = entry.publication();
        return !publication.key().isEmpty()
                && entries.stream()
                        .filter(later -> later.offset() > entry.offset())
                        .map(Entry::publication)
                        .anyMatch(later -> later.key().equals(publication.key())
                                && later.topics()
                                        .getFirst()
                                        .equals(publication.topics().getFirst()));
    }

    @Nested
    class Conflating {
        private final long seed = new Random().nextLong();
        private final Random random = new Random(seed);

        private List<Entry> fillAtRandom() {
            for (int index = 0; index < ENTRIES; index++) {
                var publication = Publication.of("t" + random.nextInt(3), "d" + index);
                append(random.nextInt(3) == 0 ? publication : publication.withKey("k" + random.nextInt(4)));
            }
            return tail().entries();
        }

        private void assertConflated(long after, List<Entry> entries, EntryFilter filter) {
            var wanted = entries.stream()
                    .filter(entry -> entry.offset() > after && filter.accepts(entry))
                    .toList();
            var given = new ArrayList<Entry>();
            long superseded = 0;
            long cursor = after;
            Page page;
            do {
                int maxEntries = 1 + random.nextInt(6);
                page = await(log().readConflated(cursor, filter, maxEntries, BYTES));
                assertSound(page, cursor, filter, maxEntries);
                given.addAll(page.entries());
                superseded += page.superseded();
                cursor = page.next();
            } while (!page.isAtHead());

            var left =
                    wanted.stream().filter(entry -> !isReplaced(entry, entries)).toList();
            assertThat(given).as("seed %d, after %d", seed, after).isEqualTo(left);
            assertThat(superseded).as("seed %d, after %d", seed, after).isEqualTo(wanted.size() - left.size());
        }

        @Test
        void leavesOutWhatANewerEntryOfTheKeyHasReplaced() {
            var entries = fillAtRandom();
            var filters = List.<EntryFilter>of(
                    Wanted.everything(),
                    Wanted.topics("t1"),
                    Wanted.topics("t0", "t2"),
                    Wanted.topics("nothing"),
                    Wanted.where(entry -> entry.offset() % 3 == 0));

            for (var filter : filters) {
                for (long after = 0; after <= entries.getLast().offset(); after += 3) {
                    assertConflated(after, entries, filter);
                }
            }
        }

        @Test
        void keepsWhatHasNoKey() {
            fill("a", 10);

            assertConflated(0, tail().entries(), Wanted.everything());
            assertThat(await(log().readConflated(0, Wanted.everything(), 1, BYTES))
                            .superseded())
                    .isZero();
        }

        @Test
        void saysWhatIsMissingAsReadingDoes() {
            reopen(20);
            fill("a", 60);

            var page = await(log().readConflated(0, Wanted.topics("a"), 100, BYTES));

            assertThat(page.missing()).isEqualTo(missing(0, Wanted.topics("a")));
        }
    }

    @Nested
    class KeyedEntries {
        @Test
        void areFoundAmongAllOthers() {
            var keyed = new ArrayList<Entry>();
            for (int index = 0; index < 60; index++) {
                var publication = Publication.of("a", "d" + index);
                append(index % 7 == 3 ? publication.withIdempotencyKey("i" + index) : publication);
            }
            for (var entry : tail().entries()) {
                if (!entry.publication().idempotencyKey().isEmpty()) {
                    keyed.add(entry);
                }
            }

            for (int maxEntries : List.of(1, 2, 100)) {
                assertThat(keyedAfter(0, maxEntries, BYTES)).isEqualTo(keyed);
            }
            assertThat(keyedAfter(keyed.get(2).offset(), 100, BYTES)).isEqualTo(keyed.subList(3, keyed.size()));
            assertThat(keyedAfter(0, 100, 1)).isEqualTo(keyed);
            assertThat(await(log().readKeyed(0, 100, 1)).entries()).hasSize(1);
        }

        private List<Entry> keyedAfter(long after, int maxEntries, long maxBytes) {
            var entries = new ArrayList<Entry>();
            long cursor = after;
            Page page;
            do {
                page = await(log().readKeyed(cursor, maxEntries, maxBytes));
                assertSound(page, cursor, Wanted.everything(), maxEntries);
                assertThat(page.missing().isSomething()).isFalse();
                entries.addAll(page.entries());
                cursor = page.next();
            } while (!page.isAtHead());
            return entries;
        }
    }

    @Nested
    class Times {
        @Test
        void beginWithTheFirstEntryThatIsNotOlder() {
            var times = new ArrayList<Long>();
            for (int index = 0; index < 40; index++) {
                append("a", "d" + index);
                times.add(clock.millis());
                clock.advance(Duration.ofSeconds(index % 3));
            }
            var entries = tail().entries();

            for (long time = times.getFirst() - 1_000; time <= times.getLast() + 1_000; time += 500) {
                long since = time;
                var expected = entries.stream()
                        .filter(entry -> entry.timeMillis() >= since)
                        .toList();
                assertThat(readAll(await(log().beforeTime(since)), Wanted.everything()))
                        .as("since %d", since - times.getFirst())
                        .isEqualTo(expected);
            }
        }

        @Test
        void giveWhatFollowsEvenIfTheClockWentBack() {
            append("a", "1");
            clock.advance(Duration.ofMinutes(10));
            append("a", "2");
            long late = clock.millis();
            clock.advance(Duration.ofMinutes(-5));
            append("a", "3");
            clock.advance(Duration.ofMinutes(1));
            append("a", "4");

            assertThat(data(readAll(await(log().beforeTime(late)), Wanted.everything())))
                    .containsExactly("2", "3", "4");
        }

        @Test
        void ofAnEmptyLogLeadToItsHead() {
            assertThat(await(log().beforeTime(0))).isEqualTo(log().bounds().head());
        }
    }

    @Nested
    class ListOfTopics {
        @Test
        void isSortedAndCounted() {
            append("b", "1", "2");
            append(Publication.of(List.of(new Topic("a"), new Topic("é"), new Topic("a")), Event.of("3")));
            append("b", "4");
            var entries = tail().entries();

            assertThat(await(log().topics("", 100)))
                    .containsExactly(
                            new TopicSummary("a", 1, entries.get(2).offset()),
                            new TopicSummary("b", 3, entries.get(3).offset()),
                            new TopicSummary("é", 1, entries.get(2).offset()));
        }

        @Test
        void comesInPages() {
            var names = IntStream.range(0, 25)
                    .mapToObj(index -> "t" + (100 + index))
                    .toList();
            for (int index = names.size() - 1; index >= 0; index--) {
                append(names.get(index), "x");
            }

            var listed = new ArrayList<String>();
            List<TopicSummary> page;
            do {
                page = await(log().topics(listed.isEmpty() ? "" : listed.getLast(), 4));
                page.forEach(topic -> listed.add(topic.name()));
            } while (page.size() == 4);

            assertThat(listed).isEqualTo(names);
        }

        @Test
        void holdsOnlyWhatIsRetained() {
            reopen(20);
            append("gone", "x");
            fill("kept", 40);

            assertThat(await(log().topics("", 10)))
                    .extracting(TopicSummary::name)
                    .containsExactly("kept");
            assertThat(await(log().topics("", 10)).getFirst().entries())
                    .isEqualTo(log().bounds().entries());
        }

        @Test
        void refusesToGiveNone() {
            assertThatThrownBy(() -> log().topics("", 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("max: 0 (expected: >= 1)");
        }
    }
}
