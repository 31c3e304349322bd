package dev.spate.hub.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlabsTest {
    private final Slabs slabs = new Slabs(32);

    @Test
    void smallEntriesLieOneBehindTheOther() {
        slabs.put(new byte[] {1, 2});
        var array = slabs.array();
        slabs.put(new byte[] {3});

        assertThat(slabs.array()).isSameAs(array).startsWith(1, 2, 3);
        assertThat(slabs.from()).isEqualTo(2);
    }

    @Test
    void whatDoesNotFitBeginsAnotherArray() {
        slabs.put(new byte[4]);
        var first = slabs.array();
        for (int count = 2; count <= 8; count++) {
            slabs.put(new byte[4]);
            assertThat(slabs.array()).isSameAs(first);
        }

        slabs.put(new byte[] {9});

        assertThat(slabs.array()).isNotSameAs(first).startsWith(9);
        assertThat(slabs.from()).isZero();
    }

    @Test
    void aLargeEntryKeepsItsOwnArray() {
        var large = new byte[5];

        slabs.put(large);

        assertThat(slabs.array()).isSameAs(large);
        assertThat(slabs.from()).isZero();
    }

    @Test
    void anEmptyEntryTakesNothing() {
        slabs.put(new byte[0]);
        slabs.put(new byte[] {7});

        assertThat(slabs.from()).isZero();
    }
}
