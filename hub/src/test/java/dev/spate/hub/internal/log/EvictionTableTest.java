package dev.spate.hub.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Topic;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EvictionTableTest {
    private final EvictionTable table = new EvictionTable();

    private void evict(String topic, long offset) {
        table.add(EvictionTable.place(new Topic(topic)), offset);
    }

    @Test
    void knowsTheHighestOffsetOfATopic() {
        evict("a", 5);
        evict("b", 5);
        evict("a", 9);

        assertThat(table.highest(List.of(new Topic("a")))).isEqualTo(9);
        assertThat(table.highest(List.of(new Topic("b")))).isEqualTo(5);
        assertThat(table.highest(List.of(new Topic("b"), new Topic("a")))).isEqualTo(9);
    }

    @Test
    void otherTopicHasLostNothing() {
        evict("a", 5);

        assertThat(table.highest(List.of(new Topic("b")))).isZero();
    }

    @Test
    void neverForgetsHoweverManyTopicsThereAre() {
        int count = 3 * EvictionTable.PLACES;
        IntStream.rangeClosed(1, count).forEach(offset -> evict("t" + offset, offset));

        for (int offset = 1; offset <= count; offset++) {
            assertThat(table.highest(List.of(new Topic("t" + offset)))).isGreaterThanOrEqualTo(offset);
        }
    }

    @Test
    void spreadsTopicsOverItsPlaces() {
        long used = IntStream.range(0, EvictionTable.PLACES)
                .mapToObj(index -> new Topic("users/" + index + "/inbox"))
                .mapToInt(EvictionTable::place)
                .distinct()
                .count();

        assertThat(used).isGreaterThan(EvictionTable.PLACES / 2);
    }

    @Test
    void topicsWithEqualHashesShareAPlace() {
        assertThat(Stream.of("Aa", "BB")
                        .map(name -> EvictionTable.place(new Topic(name)))
                        .distinct())
                .hasSize(1);
    }
}
