package dev.spate.hub.internal.log.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PostingCursorTest {
    private static final int ROUNDS = 5_000;
    private static final int RANGE = 30;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    private static PostingCursor on(int... ordinals) {
        return new PostingCursor(index -> ordinals[index], ordinals.length);
    }

    @Test
    void goesWhereASearchWould() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            var ordinals = new TreeSet<Integer>();
            random.ints(random.nextInt(10), 0, RANGE).forEach(ordinals::add);
            var cursor = on(ordinals.stream().mapToInt(ordinal -> ordinal).toArray());
            int ordinal = random.nextInt(-2, RANGE + 2);

            assertThat(cursor.firstAfter(ordinal)).as("seed %d", seed).isEqualTo(orNone(ordinals.higher(ordinal)));
            assertThat(cursor.previous()).as("seed %d", seed).isEqualTo(orNone(ordinals.floor(ordinal)));
            assertThat(cursor.lastBefore(ordinal)).as("seed %d", seed).isEqualTo(orNone(ordinals.lower(ordinal)));
            assertThat(cursor.next()).as("seed %d", seed).isEqualTo(orNone(ordinals.ceiling(ordinal)));
        }
    }

    private static int orNone(Integer ordinal) {
        return ordinal == null ? SegmentIndex.NONE : ordinal;
    }

    @Test
    void comesBackFromBeyondEitherEnd() throws IOException {
        var cursor = on(3, 5);

        assertThat(cursor.lastBefore(Integer.MIN_VALUE)).isEqualTo(SegmentIndex.NONE);
        assertThat(cursor.previous()).isEqualTo(SegmentIndex.NONE);
        assertThat(cursor.next()).isEqualTo(3);
        assertThat(cursor.firstAfter(Integer.MAX_VALUE)).isEqualTo(SegmentIndex.NONE);
        assertThat(cursor.next()).isEqualTo(SegmentIndex.NONE);
        assertThat(cursor.previous()).isEqualTo(5);
    }

    @Test
    void isNowhereOnNothing() throws IOException {
        assertThat(on().firstAfter(-1)).isEqualTo(SegmentIndex.NONE);
        assertThat(on().lastBefore(1)).isEqualTo(SegmentIndex.NONE);
        assertThat(on().next()).isEqualTo(SegmentIndex.NONE);
        assertThat(on().previous()).isEqualTo(SegmentIndex.NONE);
    }
}
