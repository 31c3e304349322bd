package dev.spate.hub.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Topic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PostingsTest {
    private static final int ROUNDS = 3_000;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final Postings postings = new Postings();
    private final TreeMap<Long, List<Topic>> entries = new TreeMap<>();
    private final TreeMap<Long, Posting[]> added = new TreeMap<>();

    private List<Topic> anyTopics() {
        return Stream.generate(() -> new Topic("t" + random.nextInt(8)))
                .limit(1 + random.nextInt(3))
                .toList();
    }

    private List<Long> expected(Set<Topic> topics, long after) {
        return entries.tailMap(after, false).entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(topics::contains))
                .map(entry -> entry.getKey())
                .toList();
    }

    private void step(long offset) {
        if (random.nextInt(10) < 6) {
            var topics = anyTopics();
            entries.put(offset, topics);
            added.put(offset, postings.add(topics, offset));
        } else if (!entries.isEmpty()) {
            var first = entries.pollFirstEntry();
            postings.removeFirst(added.remove(first.getKey()), first.getKey());
        }
    }

    @Test
    void walksForwardsAndBackwardsAsASearchWould() {
        for (int round = 1; round <= ROUNDS; round++) {
            step(round);
            var topics = new HashSet<>(anyTopics());
            long after = random.nextLong(round + 1);

            assertThat(forwards(topics, after)).as("seed %d", seed).isEqualTo(expected(topics, after));
            var all = expected(topics, 0);
            all = all.stream().filter(offset -> offset < after).toList().reversed();
            assertThat(backwards(topics, after)).as("seed %d", seed).isEqualTo(all);
        }
    }

    private List<Long> forwards(Set<Topic> topics, long after) {
        var found = new ArrayList<Long>();
        var merge = PostingMerge.after(after, postings, topics);
        while (merge.hasNext()) {
            found.add(merge.next());
        }
        return found;
    }

    private List<Long> backwards(Set<Topic> topics, long before) {
        var found = new ArrayList<Long>();
        var merge = PostingMerge.before(before, postings, topics);
        while (merge.hasPrevious()) {
            found.add(merge.previous());
        }
        return found;
    }

    @Test
    void holdNothingOnceEverythingIsRemoved() {
        var first = postings.add(List.of(new Topic("a"), new Topic("a"), new Topic("b")), 1);
        var second = postings.add(List.of(new Topic("a")), 2);
        assertThat(postings.heapBytes()).isPositive();

        postings.removeFirst(first, 1);
        postings.removeFirst(second, 2);

        assertThat(postings.heapBytes()).isZero();
        assertThat(postings.of(new Topic("a"))).isNull();
    }
}
