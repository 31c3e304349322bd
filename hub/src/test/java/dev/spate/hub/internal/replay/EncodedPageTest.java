package dev.spate.hub.internal.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Framing;
import dev.spate.hub.Position;
import dev.spate.hub.Publication;
import dev.spate.hub.Topic;
import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.EntryFilter;
import dev.spate.hub.spi.Missing;
import dev.spate.hub.spi.Page;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EncodedPageTest {
    private static final int EVENT_BYTES = "data: event 1\nid: #1-1\n\n".length();

    @Test
    void wholePageIsOneFrame() {
        assertThat(text(page(Framing.CHUNKED, 1_000, 1, 2).whole())).isEqualTo("30\r\n" + event(1) + event(2) + "\r\n");
        assertThat(text(page(Framing.PLAIN, 1_000, 1, 2).whole())).isEqualTo(event(1) + event(2));
    }

    @Test
    void partIsAFrameOfItsOwn() {
        var page = page(Framing.CHUNKED, 1_000, 1, 2, 3);

        assertThat(text(page.part(1, 2))).isEqualTo("18\r\n" + event(2) + "\r\n");
        assertThat(text(page.part(1, 3))).isEqualTo("30\r\n" + event(2) + event(3) + "\r\n");
    }

    @Test
    void whatComesNextIsFoundFromEveryCursor() {
        var page = page(Framing.PLAIN, 1_000, 2, 5);

        assertThat(page.indexAfter(1)).isZero();
        assertThat(page.indexAfter(2)).isEqualTo(1);
        assertThat(page.indexAfter(4)).isEqualTo(1);
        assertThat(page.indexAfter(5)).isEqualTo(2);
    }

    @Test
    void coversCursorsFromWhereItWasReadToBeforeItsEnd() {
        var page = page(Framing.PLAIN, 1_000, 2, 5);

        assertThat(page.covers(-1)).isFalse();
        assertThat(page.covers(0)).isTrue();
        assertThat(page.covers(8)).isTrue();
        assertThat(page.covers(9)).isFalse();
    }

    @Test
    void isCutWithTheEventThatReachesTheBytes() {
        assertThat(page(Framing.PLAIN, EVENT_BYTES, 1, 2, 3).count()).isEqualTo(1);
        var cut = page(Framing.PLAIN, EVENT_BYTES + 1, 1, 2, 3);

        assertThat(cut.count()).isEqualTo(2);
        assertThat(cut.next()).isEqualTo(2);
        assertThat(page(Framing.PLAIN, 2 * EVENT_BYTES + 1, 1, 2, 3).next()).isEqualTo(9);
    }

    @Test
    void isNotCutWhereItSaysWhatWasLeftOut() {
        var page = EncodedPage.of(read(3, 1, 2, 3), request(Framing.PLAIN, 1));

        assertThat(page.count()).isEqualTo(3);
        assertThat(page.superseded()).isEqualTo(3);
    }

    @Test
    void aFewBytesAreReachedByOneEntryAtLeast() {
        var page = page(Framing.PLAIN, 1_000, 1, 2, 3);

        assertThat(page.endWithin(0, 1)).isEqualTo(1);
        assertThat(page.endWithin(1, EVENT_BYTES)).isEqualTo(2);
        assertThat(page.endWithin(1, EVENT_BYTES + 1)).isEqualTo(3);
        assertThat(page.endWithin(3, 1)).isEqualTo(3);
    }

    @Test
    void emptyPageSaysHowFarWasLooked() {
        var page = page(Framing.CHUNKED, 1_000);

        assertThat(page.count()).isZero();
        assertThat(page.next()).isEqualTo(9);
        assertThat(page.indexAfter(0)).isZero();
    }

    private static EncodedPage page(Framing framing, int maxBytes, long... offsets) {
        return EncodedPage.of(read(0, offsets), request(framing, maxBytes));
    }

    private static Page read(long superseded, long... offsets) {
        var entries = LongStream.of(offsets)
                .mapToObj(offset -> new Entry(new Position(1, offset), 0, Publication.of("t", "event " + offset)))
                .toList();
        return new Page(entries, 9, false, Missing.NOTHING, superseded);
    }

    private static PageRequest request(Framing framing, int maxBytes) {
        return new PageRequest(new Everything(), new Reading.All(), 0, framing, 100, maxBytes);
    }

    private static String event(int offset) {
        return "data: event %d\nid: #1-%d\n\n".formatted(offset, offset);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private record Everything() implements EntryFilter {
        @Override
        public boolean accepts(Entry entry) {
            return true;
        }

        @Override
        public Set<Topic> exactTopics() {
            return Set.copyOf(List.of());
        }
    }
}
