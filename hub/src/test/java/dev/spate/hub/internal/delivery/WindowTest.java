package dev.spate.hub.internal.delivery;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Position;
import dev.spate.hub.Publication;
import dev.spate.hub.Ticker;
import dev.spate.hub.Topic;
import dev.spate.hub.spi.Entry;
import dev.spate.wire.Event;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final long MAX_BYTES = 64 << 10;

    private final AtomicLong nanos = new AtomicLong();
    private final Ticker ticker = nanos::get;
    private final Window window = new Window(10, MAX_BYTES, 0, ticker);

    @Test
    void coversNothingBeforeItsBeginningAndEverythingAfter() {
        assertThat(window.after(9)).isNull();
        assertThat(window.covers(10)).isTrue();
        assertThat(offsetsAfter(10)).isEmpty();
    }

    @Test
    void readerFindsItsPlaceBetweenOffsetsThatAreNotContiguous() {
        window.append(entries(11, 20, 21, 40));

        assertThat(offsetsAfter(10)).containsExactly(11L, 20L, 21L, 40L);
        assertThat(offsetsAfter(11)).containsExactly(20L, 21L, 40L);
        assertThat(offsetsAfter(15)).containsExactly(20L, 21L, 40L);
        assertThat(offsetsAfter(39)).containsExactly(40L);
        assertThat(offsetsAfter(40)).isEmpty();
        assertThat(window.head()).isEqualTo(40);
    }

    @Test
    void readsAcrossManyChunks() {
        var offsets = LongStream.rangeClosed(11, 2_000).toArray();
        var wide = new Window(10, 64 << 20, 0, ticker);
        wide.append(entries(offsets));

        for (long from : new long[] {10, 265, 266, 267, 1_999, 2_000}) {
            var reader = requireNonNull(wide.after(from));
            var next = reader.next();
            assertThat(next == null ? 2_001 : next.offset()).isEqualTo(from + 1);
        }
    }

    @Test
    void oldestGoWhenItIsFullAndItSaysSo() {
        for (long offset = 11; offset < 2_000; offset++) {
            window.append(entries(offset));
        }

        assertThat(window.bytes()).isLessThanOrEqualTo(MAX_BYTES + MAX_BYTES / 16);
        assertThat(window.covers(10)).isFalse();
        assertThat(window.after(10)).isNull();
        assertThat(offsetsAfter(1_990))
                .containsExactly(1_991L, 1_992L, 1_993L, 1_994L, 1_995L, 1_996L, 1_997L, 1_998L, 1_999L);
    }

    @Test
    void whatTheLogForgotIsNotGivenAnyMore() {
        window.append(entries(11, 12, 13));

        window.forgetUpTo(12);

        assertThat(window.after(11)).isNull();
        assertThat(offsetsAfter(12)).containsExactly(13L);
        window.append(entries(14));
        assertThat(offsetsAfter(12)).containsExactly(13L, 14L);
    }

    @Test
    void whatTheLogForgotIsGivenToThoseWhoAreLive() {
        var kept = new Window(10, MAX_BYTES, 1_000, ticker);
        kept.append(entries(11, 12, 13));

        kept.forgetUpTo(13);
        kept.append(entries(14));

        assertThat(kept.after(10)).isNull();
        assertThat(requireNonNull(requireNonNull(kept.afterLive(10)).next()).offset())
                .isEqualTo(11);
    }

    @Test
    void whatTheLogForgotIsKeptForThoseWhoAreLiveNoLongerThanItMayTakeThem() {
        var kept = new Window(10, MAX_BYTES, 1_000, ticker);
        for (long offset = 11; offset < 1_000; offset++) {
            kept.append(entries(offset));
            kept.forgetUpTo(offset);
        }

        assertThat(kept.afterLive(998)).isNotNull();
        assertThat(kept.afterLive(10)).isNull();
        assertThat(kept.bytes()).isLessThan(1_000 + 2 * MAX_BYTES / 16);
    }

    @Test
    void topicsCountTowardsItsBytes() {
        var topics = Stream.generate(() -> "x".repeat(1_000))
                .limit(100)
                .map(Topic::new)
                .toList();

        window.append(List.of(new Entry(new Position(1, 11), 0, Publication.of(topics, Event.of("")))));

        assertThat(window.bytes()).isGreaterThan(100_000);
    }

    @Test
    void forgettingNeverGoesBack() {
        window.append(entries(11, 12, 13));

        window.forgetUpTo(12);
        window.forgetUpTo(5);

        assertThat(window.covers(11)).isFalse();
    }

    @Test
    void entryIsEncodedOnceWithItsPositionForAnId() {
        window.append(entries(11));

        var wire = requireNonNull(requireNonNull(window.after(10)).next()).wire();

        assertThat(new String(wire, StandardCharsets.UTF_8)).isEqualTo("data: entry 11\nid: #1-b\n\n");
    }

    @Nested
    class SaysHowFarSomebodyIsBehind {
        private static final long ENTRY_BYTES = 150L + 64 + 1 + "data: entry 11\nid: #1-b\n\n".length();

        @Test
        void notAtAllAtTheHeadAndBeyond() {
            window.append(entries(11));

            assertThat(window.lagAt(11)).isEqualTo(Lag.NONE);
            assertThat(window.lagAt(12)).isEqualTo(Lag.NONE);
        }

        @Test
        void byWhatWasTakenInAfterACursorAndHowLongAgoTheNextOfItWas() {
            window.append(entries(11, 12));
            pass(3);
            window.append(entries(15, 20));
            pass(4);

            assertThat(window.lagAt(10)).isEqualTo(new Lag(4, 4 * ENTRY_BYTES, 7, true));
            assertThat(window.lagAt(12)).isEqualTo(new Lag(2, 2 * ENTRY_BYTES, 4, true));
            assertThat(window.lagAt(14)).isEqualTo(new Lag(2, 2 * ENTRY_BYTES, 4, true));
            assertThat(window.lagAt(15)).isEqualTo(new Lag(1, ENTRY_BYTES, 4, true));
        }

        @Test
        void byAllOfItsChunks() {
            var wide = new Window(10, 64 << 20, 0, ticker);
            wide.append(entries(LongStream.rangeClosed(11, 1_000).toArray()));

            for (long cursor : new long[] {10, 265, 266, 267, 521, 522, 999}) {
                assertThat(wide.lagAt(cursor).entries()).isEqualTo(1_000 - cursor);
            }
        }

        @Test
        void byEstimateWhereItDoesNotGoBackSoFar() {
            for (long offset = 11; offset <= 2_010; offset++) {
                window.append(entries(offset));
            }
            pass(5);

            var lag = window.lagAt(10);
            assertThat(lag.isCovered()).isFalse();
            assertThat(lag.entries()).isEqualTo(2_000);
            assertThat(lag.bytes()).isBetween(2_000 * ENTRY_BYTES, 2_000 * (ENTRY_BYTES + 5));
            assertThat(lag.seconds()).isEqualTo(5);
            assertThat(window.lagAt(2_000).entries()).isEqualTo(10);
        }

        @Test
        void whateverWasForgotten() {
            window.append(entries(11, 12, 13));
            window.forgetUpTo(12);

            assertThat(window.lagAt(11).isCovered()).isFalse();
            assertThat(window.lagAt(12)).isEqualTo(new Lag(1, ENTRY_BYTES, 0, true));
            window.forgetUpTo(13);
            window.append(entries(14));
            window.forgetUpTo(14);
            assertThat(window.lagAt(13).isCovered()).isFalse();
        }

        private void pass(int seconds) {
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
        }
    }

    @Test
    void readersOnOtherThreadsSeeEveryEntryOnceAndInOrder() {
        var wide = new Window(0, 64 << 20, 0, ticker);
        var reading = CompletableFuture.supplyAsync(() -> readUntil(wide, 20_000));

        for (long offset = 1; offset <= 20_000; offset++) {
            wide.append(entries(offset));
        }

        assertThat(reading.join())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 20_000).boxed().toList());
    }

    @Test
    void readersOnOtherThreadsNeverComeUponAChunkThatIsEmpty() {
        // So small that every entry opens a chunk.
        var narrow = new Window(0, 16, 0, ticker);
        var reading = CompletableFuture.supplyAsync(() -> lastOffsetBeyond(narrow, 100_000));

        for (long offset = 1; offset <= 100_000; offset++) {
            narrow.append(entries(offset));
        }

        assertThat(reading.join()).isEqualTo(100_000);
        assertThat(narrow.bytes()).isPositive();
    }

    /// Reads and asks at the head, over and over, until an entry has come there.
    private static long lastOffsetBeyond(Window window, long last) {
        long head = 0;
        while (head < last) {
            head = window.head();
            assertThat(window.bytes()).isNotNegative();
            var reader = window.after(head);
            while (reader != null && reader.next() != null) {
                head = window.head();
            }
        }
        return head;
    }

    private static List<Long> readUntil(Window window, long last) {
        var seen = new ArrayList<Long>();
        long cursor = 0;
        while (cursor < last) {
            var reader = requireNonNull(window.after(cursor));
            for (var entry = reader.next(); entry != null; entry = reader.next()) {
                cursor = entry.offset();
                seen.add(cursor);
            }
        }
        return seen;
    }

    private List<Long> offsetsAfter(long offset) {
        var seen = new ArrayList<Long>();
        var reader = requireNonNull(window.after(offset));
        for (var entry = reader.next(); entry != null; entry = reader.next()) {
            seen.add(entry.offset());
        }
        return seen;
    }

    private static List<Entry> entries(long... offsets) {
        return LongStream.of(offsets)
                .mapToObj(offset -> new Entry(new Position(1, offset), 0, Publication.of("t", "entry " + offset)))
                .toList();
    }
}
