package dev.spate.hub.internal.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Random templates that come and go, against asking each of them by itself.
class TemplateIndexPropertyTest {
    private static final int ROUNDS = 4_000;
    private static final int NIGHTLY_ROUNDS = 200_000;
    private static final int MAX_TEMPLATES = 60;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final RandomTemplates templates = new RandomTemplates(random);
    private final Map<String, TemplateMatcher> registered = new TreeMap<>();

    @Test
    void findsWhatEachTemplateByItselfTakes() {
        check(new TemplateIndex<>(), ROUNDS);
    }

    @Test
    void findsTheSameWhereSomeTemplatesHaveNoRoom() {
        check(new TemplateIndex<>(100), ROUNDS);
    }

    @Test
    @Tag("nightly")
    void findsWhatEachTemplateByItselfTakesInALongRun() {
        check(new TemplateIndex<>(), NIGHTLY_ROUNDS);
    }

    private void check(TemplateIndex<String> index, int rounds) {
        for (int round = 0; round < rounds; round++) {
            var parts = templates.parts();
            change(
                    index,
                    random.nextBoolean()
                            ? RandomTemplates.text(parts)
                            : letters() + pick("", "{x}", "{x:2}") + letters());
            var topics = List.of(
                    templates.expand(parts), templates.mutated(templates.expand(parts)), topicOfAnother(), letters());
            for (var topic : topics) {
                assertThat(found(index, topic))
                        .as("seed %d, round %d: %s in %s", seed, round, topic, registered.keySet())
                        .isEqualTo(expected(topic));
            }
        }
        registered.keySet().forEach(template -> index.remove(template, template));
        assertThat(index.states()).as("seed %d", seed).isOne();
    }

    private void change(TemplateIndex<String> index, String template) {
        if (registered.putIfAbsent(template, TemplateMatcher.compile(template)) == null) {
            index.add(template, template);
        }
        if (registered.size() > MAX_TEMPLATES || random.nextInt(3) == 0) {
            String gone = List.copyOf(registered.keySet()).get(random.nextInt(registered.size()));
            registered.remove(gone);
            index.remove(gone, gone);
        }
    }

    /// Long and alike, so that templates part in the middle of literals.
    private String letters() {
        return IntStream.range(0, random.nextInt(12))
                .mapToObj(index -> pick("a", "a", "a", "b"))
                .collect(Collectors.joining());
    }

    private String pick(String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    /// Of letters that templates are made of, or in octets.
    private String topicOfAnother() {
        String topic = templates.mutated(templates.expand(templates.parts()));
        return random.nextBoolean() ? topic : topic.replace("a", "%61").replace("é", "%c3%A9");
    }

    private static Map<String, Integer> found(TemplateIndex<String> index, String topic) {
        var found = new HashMap<String, Integer>();
        index.match(topic, template -> found.merge(template, 1, Integer::sum));
        return found;
    }

    private Map<String, Integer> expected(String topic) {
        var expected = new HashMap<String, Integer>();
        registered.forEach((template, matcher) -> {
            if (matcher.matches(topic)) {
                expected.put(template, 1);
            }
        });
        return expected;
    }
}
