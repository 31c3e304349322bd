package dev.spate.hub.internal.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.spate.hub.Matcher;
import dev.spate.hub.Topic;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SubscriptionIndexTest {
    private static final int ROUNDS = 10_000;

    private final SubscriptionIndex<String> index = new SubscriptionIndex<>();

    @Test
    void findsWhoAskedForTheTopicByWhateverMatcher() {
        index.add(matchers("prices/AAPL"), "exact");
        index.add(matchers("*"), "any");
        index.add(matchers("prices/{symbol}"), "template");
        index.add(matchers("{+all}"), "template without a prefix");
        index.add(matchers("news"), "another");

        assertThat(found("prices/AAPL"))
                .containsExactlyInAnyOrder("exact", "any", "template", "template without a prefix");
    }

    @Test
    void everyTopicOfAnEntryCounts() {
        index.add(matchers("b"), "second");

        assertThat(found("a", "b")).containsExactly("second");
    }

    @Test
    void templateAddedLaterIsFoundForATopicThatWasLookedUpBefore() {
        index.add(matchers("x/{a}"), "first");
        found("x/1");

        index.add(matchers("x/{b}"), "later");

        assertThat(found("x/1")).containsExactlyInAnyOrder("first", "later");
    }

    @Test
    void removedOneIsNotFoundAndOthersAre() {
        for (var taker : List.of("one", "two", "three")) {
            index.add(matchers("t", "t/{x}", "*"), taker);
        }

        index.remove(matchers("t", "t/{x}", "*"), "two");

        assertThat(new TreeSet<>(found("t"))).containsExactly("one", "three");
        assertThat(new TreeSet<>(found("t/1"))).containsExactly("one", "three");
    }

    @Test
    void topicOfManyTakersLosesThemOneByOne() {
        var takers =
                IntStream.range(0, 100).mapToObj(number -> "taker" + number).toList();
        takers.forEach(taker -> index.add(matchers("t"), taker));

        for (int left = takers.size() - 1; left >= 0; left--) {
            index.remove(matchers("t"), takers.get(left));
            assertThat(found("t")).containsExactlyInAnyOrderElementsOf(takers.subList(0, left));
        }
    }

    @Test
    void oneWhoDidNotAskTakesNobodyAway() {
        index.add(matchers("t", "*", "t{x}"), "one");

        index.remove(matchers("t", "*", "t{x}"), "two");

        assertThat(found("t")).containsExactly("one", "one", "one");
    }

    @Test
    void oneThatSeveralMatchersLeadToIsFoundByEach() {
        index.add(matchers("t", "t{x}", "t{y}"), "one");

        assertThat(found("t")).containsExactly("one", "one", "one");
    }

    @Test
    void matchingAllocatesNothing() {
        for (int number = 0; number < 100; number++) {
            index.add(matchers("devices/" + number, "devices/{id}/kind-" + number, "{x:9}/{+y}é"), "taker");
        }
        var topics = Stream.of("devices/7", "devices/7/kind-7", "devices/7/kind-7/é", "%41/é")
                .map(Topic::new)
                .toList();
        var found = new int[1];
        Consumer<String> count = taker -> found[0]++;
        index.match(topics, count);

        long before = allocatedBytes();
        for (int round = 0; round < ROUNDS; round++) {
            index.match(topics, count);
        }

        assertThat(allocatedBytes() - before).isLessThan(ROUNDS);
    }

    private static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    @Test
    void agreesWithAskingEveryMatcherWhateverIsAddedAndRemoved() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var registered = new HashMap<String, List<Matcher>>();

        for (int step = 0; step < 3_000; step++) {
            change(random, registered, "taker" + random.nextInt(40));
            var topic = topic(random);
            assertThat(new TreeSet<>(found(topic)))
                    .as("seed %d, step %d, topic %s", seed, step, topic)
                    .isEqualTo(expected(registered, topic));
        }
    }

    private void change(Random random, Map<String, List<Matcher>> registered, String taker) {
        var old = registered.remove(taker);
        if (old != null) {
            index.remove(old, taker);
        } else {
            var asked = Stream.generate(() -> matcher(random))
                    .limit(1 + random.nextInt(3))
                    .distinct()
                    .toList();
            index.add(asked, taker);
            registered.put(taker, asked);
        }
    }

    private static Set<String> expected(Map<String, List<Matcher>> registered, String topic) {
        var names = new TreeSet<String>();
        registered.forEach((taker, asked) -> {
            if (asked.stream().anyMatch(matcher -> matcher.matches(new Topic(topic)))) {
                names.add(taker);
            }
        });
        return names;
    }

    private static Matcher matcher(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> Matcher.parse("*");
            case 1 -> Matcher.parse("a/{x}");
            case 2 -> Matcher.parse("a/b/{x}");
            case 3 -> Matcher.parse("{+x}/c");
            case 4 -> Matcher.parse("a/{x}/c");
            default -> Matcher.parse(topic(random));
        };
    }

    private static String topic(Random random) {
        return String.join(
                "/",
                random.ints(1 + random.nextInt(3), 0, 3)
                        .mapToObj(i -> "abc".substring(i, i + 1))
                        .toList());
    }

    private List<String> found(String... topics) {
        var takers = new ArrayList<String>();
        index.match(Stream.of(topics).map(Topic::new).toList(), takers::add);
        return takers;
    }

    private static List<Matcher> matchers(String... texts) {
        return Stream.of(texts).map(Matcher::parse).toList();
    }
}
