package dev.spate.hub.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Topic;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class EntryRingTest {
    private static final int ROUNDS = 40_000;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final EntryRing ring = new EntryRing(256);
    private final Posting[] topics = new Posting(new Topic("t")).alone();
    private final TreeMap<Long, byte[]> entries = new TreeMap<>();
    private final TreeMap<Long, Long> times = new TreeMap<>();
    private final TreeSet<Long> marks = new TreeSet<>();

    @Test
    void holdsWhatMapsWould() {
        for (int round = 0; round < ROUNDS; round++) {
            boolean isFilling = (round / 10_000) % 2 == 0;
            if (entries.isEmpty() || random.nextInt(10) < (isFilling ? 8 : 2)) {
                add();
            } else {
                removeFirst();
            }
            mark();
            assertEqual();
        }
    }

    private void add() {
        var entry = new byte[random.nextInt(50)];
        random.nextBytes(entry);
        long time = random.nextLong(1_000);
        long offset = ring.add(entry, time, topics);
        entries.put(offset, entry);
        times.put(offset, time);
    }

    private void removeFirst() {
        long offset = entries.firstKey();
        entries.remove(offset);
        times.remove(offset);
        marks.remove(offset);
        ring.removeFirst();
    }

    private void mark() {
        if (entries.isEmpty() || random.nextInt(20) > 0) {
            return;
        }
        long offset = ring.first() + random.nextLong(ring.next() - ring.first());
        if (marks.add(offset)) {
            ring.mark(offset);
        } else {
            marks.remove(offset);
            ring.unmark(offset);
        }
    }

    private void assertEqual() {
        assertThat(ring.isEmpty()).as("seed %d", seed).isEqualTo(entries.isEmpty());
        if (entries.isEmpty()) {
            return;
        }
        long from = ring.first() + random.nextLong(ring.next() - ring.first());
        long to = from + random.nextInt(3_000);
        var marked = marks.ceiling(from);

        assertThat(ring.first()).as("seed %d", seed).isEqualTo(entries.firstKey());
        assertThat(ring.get(from)).as("seed %d", seed).isEqualTo(ByteBuffer.wrap(entries.get(from)));
        assertThat(ring.bytes(from)).isEqualTo(entries.get(from).length);
        assertThat(ring.topics(from)).isSameAs(topics);
        assertThat(ring.timeMillis(from)).as("seed %d", seed).isEqualTo(times.get(from));
        assertThat(ring.nextMarked(from, to))
                .as("seed %d", seed)
                .isEqualTo(marked == null || marked > to ? -1 : marked);
        assertThat(ring.isMarked(from)).as("seed %d", seed).isEqualTo(marks.contains(from));
    }

    @Test
    void findsTheNewestThatIsTooOldWhateverTheOrderOfTimes() {
        for (int round = 0; round < 300; round++) {
            add();
            if (random.nextInt(3) == 0) {
                removeFirst();
            }
            long time = random.nextLong(50);
            long expected = times.entrySet().stream()
                    .filter(entry -> entry.getValue() < time)
                    .mapToLong(entry -> entry.getKey())
                    .max()
                    .orElse(-1);
            assertThat(ring.lastBefore(time)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void findsOldOnesInAnyChunk() {
        for (int index = 0; index < 3 * EntryRing.CHUNK; index++) {
            ring.add(new byte[1], index == 700 ? 5 : 10, topics);
        }

        assertThat(ring.lastBefore(10)).isEqualTo(701);
        assertThat(ring.lastBefore(5)).isEqualTo(-1);
    }
}
