package dev.spate.hub.internal.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Framing;
import dev.spate.hub.Topic;
import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.EntryFilter;
import dev.spate.hub.spi.Missing;
import dev.spate.hub.spi.Page;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PageShelfTest {
    private static final long PAGE_BYTES = page(0, 10).heapBytes();

    private final PageShelf<String> shelf = new PageShelf<>(3 * PAGE_BYTES);

    @Test
    void pageIsFoundByWhomItIsForWhatIsReadAndEveryCursorItCovers() {
        var page = page(10, 20);
        shelf.add("a", new Reading.All(), page);

        assertThat(shelf.find("a", new Reading.All(), 10)).isSameAs(page);
        assertThat(shelf.find("a", new Reading.All(), 19)).isSameAs(page);
        assertThat(shelf.find("a", new Reading.All(), 9)).isNull();
        assertThat(shelf.find("a", new Reading.All(), 20)).isNull();
        assertThat(shelf.find("b", new Reading.All(), 10)).isNull();
        assertThat(shelf.find("a", new Reading.Snapshot(20), 10)).isNull();
    }

    @Test
    void theOneUsedTheLongestAgoGoesFirst() {
        shelf.add("a", new Reading.All(), page(0, 10));
        shelf.add("a", new Reading.All(), page(10, 20));
        shelf.add("a", new Reading.All(), page(20, 30));
        shelf.find("a", new Reading.All(), 0);

        shelf.add("a", new Reading.All(), page(30, 40));

        assertThat(shelf.find("a", new Reading.All(), 0)).isNotNull();
        assertThat(shelf.find("a", new Reading.All(), 10)).isNull();
        assertThat(shelf.bytes()).isEqualTo(3 * PAGE_BYTES);
    }

    @Test
    void theLatestIsKeptWhateverItTakes() {
        var small = new PageShelf<String>(1);

        small.add("a", new Reading.All(), page(0, 10));
        small.add("a", new Reading.All(), page(10, 20));

        assertThat(small.find("a", new Reading.All(), 0)).isNull();
        assertThat(small.find("a", new Reading.All(), 10)).isNotNull();
    }

    @Test
    void holdsSoManyPagesAndNotOneMore() {
        var large = new PageShelf<String>(Long.MAX_VALUE);
        for (int number = 0; number <= PageShelf.MAX_PAGES; number++) {
            large.add("a", new Reading.All(), page(10L * number, 10L * number + 10));
        }

        assertThat(large.find("a", new Reading.All(), 0)).isNull();
        assertThat(large.find("a", new Reading.All(), 10)).isNotNull();
    }

    @Test
    void forgetsThoseOfOneThatIsGone() {
        shelf.add("a", new Reading.All(), page(0, 10));
        shelf.add("b", new Reading.All(), page(0, 10));

        shelf.forget("a");

        assertThat(shelf.find("a", new Reading.All(), 0)).isNull();
        assertThat(shelf.find("b", new Reading.All(), 0)).isNotNull();
        assertThat(shelf.bytes()).isEqualTo(PAGE_BYTES);
    }

    private static EncodedPage page(long from, long next) {
        var request = new PageRequest(new Nothing(), new Reading.All(), from, Framing.PLAIN, 1, 1);
        return EncodedPage.of(new Page(List.of(), next, false, Missing.NOTHING), request);
    }

    private record Nothing() implements EntryFilter {
        @Override
        public boolean accepts(Entry entry) {
            return false;
        }

        @Override
        public Set<Topic> exactTopics() {
            return Set.of();
        }
    }
}
