package dev.spate.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.hub.Position;
import dev.spate.hub.Publication;
import dev.spate.hub.Topic;
import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.EntryFilter;
import dev.spate.hub.spi.Missing;
import dev.spate.wire.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// The part of [EventLogContract] that is about reading what is retained.
///
/// Owner: the thread of the test.
abstract class ReadContract extends AppendContract {
    private static final int ENTRIES = 60;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    private Publication anyPublication(int index) {
        var topics = Stream.generate(() -> new Topic("t" + random.nextInt(4)))
                .limit(1 + random.nextInt(3))
                .toList();
        var publication = Publication.of(topics, Event.of("d" + index));
        return random.nextBoolean() ? publication : publication.withKey("k" + random.nextInt(3));
    }

    private List<Entry> fillAtRandom() {
        for (int index = 0; index < ENTRIES; index++) {
            append(anyPublication(index));
        }
        return tail().entries();
    }

    private List<EntryFilter> filters() {
        return List.of(
                Wanted.everything(),
                Wanted.topics("t1"),
                Wanted.topics("t0", "t2", "t3"),
                Wanted.topics("nothing"),
                Wanted.topics("t1", "t2").and(entry -> entry.offset() % 3 == 0),
                Wanted.where(entry -> entry.offset() % 5 == 0),
                Wanted.where(entry -> false));
    }

    private static List<Entry> after(long offset, List<Entry> entries, EntryFilter filter) {
        return entries.stream()
                .filter(entry -> entry.offset() > offset && filter.accepts(entry))
                .toList();
    }

    @Nested
    class Reading {
        @Test
        void givesEveryFilterItsEntriesAfterEveryOffset() {
            var entries = fillAtRandom();

            for (var filter : filters()) {
                for (long offset = 0; offset <= entries.getLast().offset(); offset++) {
                    assertThat(readAll(offset, filter))
                            .as("seed %d, after %d", seed, offset)
                            .isEqualTo(after(offset, entries, filter));
                }
            }
        }

        @Test
        void givesTheSameInPagesOfAnySize() {
            var entries = fillAtRandom();

            for (var filter : filters()) {
                for (int size = 1; size <= 8; size++) {
                    assertThat(readAll(0, filter, size))
                            .as("seed %d, pages of %d", seed, size)
                            .isEqualTo(after(0, entries, filter));
                }
            }
        }

        @Test
        void endsAPageWithTheEntryThatReachesTheBytes() {
            fill("a", 5);

            assertThat(await(log().read(0, Wanted.everything(), 10, 1)).entries())
                    .hasSize(1);
            assertThat(await(log().read(0, Wanted.topics("a"), 10, 1)).entries())
                    .hasSize(1);
        }

        @Test
        void ofAnEmptyLogGivesAnEmptyPageAtTheHead() {
            var page = read(0, Wanted.everything());

            assertThat(page.entries()).isEmpty();
            assertThat(page.isAtHead()).isTrue();
            assertThat(page.missing().isSomething()).isFalse();
        }

        @Test
        void afterTheHeadGivesAnEmptyPageAtTheHead() {
            var last = append("a", "1", "2").getLast();

            for (var filter : filters()) {
                var page = read(last.offset(), filter);
                assertThat(page.entries()).isEmpty();
                assertThat(page.isAtHead()).isTrue();
                assertThat(page.next()).isEqualTo(last.offset());
            }
        }

        @Test
        void beyondTheHeadGivesAnEmptyPageAtTheHead() {
            var last = append("a", "1", "2").getLast();

            var page = read(last.offset() + 1_000, Wanted.everything());

            assertThat(page.entries()).isEmpty();
            assertThat(page.isAtHead()).isTrue();
            assertThat(page.next()).isEqualTo(last.offset());
        }

        @Test
        void movesOnWhereNothingMatches() {
            fill("a", 20);
            long head = log().bounds().head();

            for (var filter : List.of(Wanted.topics("b"), Wanted.where(entry -> false))) {
                long cursor = 0;
                while (cursor < head) {
                    var page = read(cursor, filter);
                    assertSound(page, cursor, filter, 1_000);
                    cursor = page.next();
                }
                assertThat(cursor).isEqualTo(head);
            }
        }

        @Test
        void givesAnEntryOfTwoWantedTopicsOnce() {
            var topics = List.of(new Topic("a"), new Topic("b"), new Topic("a"));
            var position = append(Publication.of(topics, Event.of("x")));

            assertThat(readAll(0, Wanted.topics("a", "b")))
                    .extracting(Entry::position)
                    .containsExactly(position);
        }

        @Test
        void refusesWhatCannotBeMeant() {
            assertThatThrownBy(() -> log().read(-1, Wanted.everything(), 1, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("after: -1 (expected: >= 0)");
            assertThatThrownBy(() -> log().read(0, Wanted.everything(), 0, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("maxEntries: 0 (expected: >= 1)");
            assertThatThrownBy(() -> log().beforeLast(Wanted.everything(), 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("count: 0 (expected: >= 1)");
        }
    }

    @Nested
    class SearchingBackwards {
        @Test
        void findsWhereTheLastMatchesBegin() {
            var entries = fillAtRandom();

            for (var filter : filters()) {
                var all = after(0, entries, filter);
                for (int count : List.of(1, 2, 3, 10, ENTRIES - 1, ENTRIES, ENTRIES + 1, 1_000_000)) {
                    var last = all.subList(Math.max(0, all.size() - count), all.size());
                    assertThat(readAll(await(log().beforeLast(filter, count)), filter))
                            .as("seed %d, last %d", seed, count)
                            .isEqualTo(last);
                }
            }
        }

        @Test
        void ofAnEmptyLogFindsNothing() {
            assertThat(readAll(await(log().beforeLast(Wanted.everything(), 5)), Wanted.everything()))
                    .isEmpty();
        }

        @Test
        void leadsIntoNoGap() {
            reopen(10);
            fill("a", 50);

            for (var filter : List.of(Wanted.everything(), Wanted.topics("a"), Wanted.where(entry -> true))) {
                long offset = await(log().beforeLast(filter, 1_000));
                assertThat(missing(offset, filter).isSomething()).isFalse();
                assertThat(readAll(offset, filter)).hasSize((int) log().bounds().entries());
            }
        }
    }

    @Nested
    class NewestOfEachKey {
        private List<Entry> latest(long after, long upTo, EntryFilter filter, int maxEntries) {
            var entries = new ArrayList<Entry>();
            long cursor = after;
            while (true) {
                var page = await(log().latest(cursor, upTo, filter, maxEntries, BYTES));
                assertThat(page.missing()).isEqualTo(Missing.NOTHING);
                assertSound(page, cursor, filter, maxEntries);
                entries.addAll(page.entries());
                if (page.isAtHead()) {
                    return entries;
                }
                cursor = page.next();
            }
        }

        private static List<Entry> expected(List<Entry> entries, long after, long upTo, EntryFilter filter) {
            return entries.stream()
                    .filter(entry -> !entry.publication().key().isEmpty())
                    .filter(entry -> entries.stream().noneMatch(later -> replaces(later, entry)))
                    .filter(entry -> entry.offset() > after && entry.offset() <= upTo && filter.accepts(entry))
                    .toList();
        }

        private static boolean replaces(Entry later, Entry entry) {
            return later.offset() > entry.offset()
                    && later.publication().key().equals(entry.publication().key())
                    && later.publication()
                            .topics()
                            .getFirst()
                            .equals(entry.publication().topics().getFirst());
        }

        @Test
        void isFoundForEveryRangeAndFilter() {
            var entries = fillAtRandom();
            long head = entries.getLast().offset();

            for (var filter : filters()) {
                for (long from = 0; from <= head; from += 7) {
                    for (long upTo : List.of(from, from + 5, head)) {
                        assertThat(latest(from, upTo, filter, 1 + random.nextInt(5)))
                                .as("seed %d, after %d up to %d", seed, from, upTo)
                                .isEqualTo(expected(entries, from, upTo, filter));
                    }
                }
            }
        }

        @Test
        void leavesAKeyOutThatWasReplacedBeyondTheRange() {
            var first = append(Publication.of("a", "1").withKey("k"));
            append(Publication.of("a", "2").withKey("k"));

            assertThat(latest(0, first.offset(), Wanted.everything(), 10)).isEmpty();
        }

        @Test
        void leavesOutWithoutAWordWhatWasEvicted() {
            reopen(3);
            for (int index = 0; index < 10; index++) {
                append(Publication.of("a", "d" + index).withKey("k" + index));
            }

            assertThat(latest(0, log().bounds().head(), Wanted.everything(), 10))
                    .isEqualTo(readAll(log().bounds().first() - 1, Wanted.everything()));
        }

        @Test
        void isOneForEachCanonicalTopic() {
            append(Publication.of("a", "1").withKey("k"));
            append(Publication.of("b", "2").withKey("k"));
            append(Publication.of(List.of(new Topic("c"), new Topic("a")), Event.of("3"))
                    .withKey("k"));

            assertThat(data(latest(0, log().bounds().head(), Wanted.everything(), 10)))
                    .containsExactly("1", "2", "3");
        }

        @Test
        void endsAPageWithTheEntryThatReachesItsBytes() {
            append(Publication.of("a", "1").withKey("k"));
            append(Publication.of("b", "2").withKey("k"));

            var page = await(log().latest(0, log().bounds().head(), Wanted.everything(), 10, 1));

            assertThat(data(page.entries())).containsExactly("1");
            assertThat(page.isAtHead()).isFalse();
        }
    }

    @Nested
    class PublishersIds {
        @Test
        void leadToTheFirstEntryThatUsedThem() {
            append(Publication.of("a", "1").withId("y"));
            var first = append(Publication.of("a", "2").withId("x"));
            append(Publication.of("b", "3").withId("x"));

            assertThat(await(log().find("x"))).contains(first.offset());
        }

        @Test
        void leadNowhereIfNobodyUsedThem() {
            append(Publication.of("a", "1").withId("x"));

            assertThat(await(log().find("z"))).isEmpty();
            assertThat(await(log().find(""))).isEmpty();
        }

        @Test
        void positionsAreNone() {
            var position = append(Publication.of("a", "1"));

            assertThat(await(log().find(position.text()))).isEmpty();
        }
    }

    /// Positions of entries, for comparing with what an append gave.
    static List<Position> positions(List<Entry> entries) {
        return entries.stream().map(Entry::position).toList();
    }

    /// Data as [#fill(String, int)] makes it.
    static List<String> filled(String topic, int from, int to) {
        return IntStream.range(from, to).mapToObj(index -> topic + index).toList();
    }
}
