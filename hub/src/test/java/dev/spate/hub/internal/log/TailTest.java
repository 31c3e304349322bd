package dev.spate.hub.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Position;
import dev.spate.hub.Publication;
import dev.spate.hub.spi.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TailTest {
    private final List<List<Entry>> calls = new ArrayList<>();
    private final Tail tail = new Tail(calls::add, 5);

    private static List<Entry> entries(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(offset -> new Entry(new Position(1, offset), 0, Publication.of("a", "x")))
                .toList();
    }

    @Test
    void handsOverABatchThatBeganBeforeItDid() {
        tail.take(entries(4, 7));

        assertThat(calls).containsExactly(entries(6, 7));
    }

    @Test
    void isNotCalledForNothing() {
        tail.take(entries(4, 5));

        assertThat(calls).isEmpty();
    }
}
