package dev.spate.hub.internal.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Random templates and topics against an expander and a matcher that are slow and plain.
class TemplateMatcherPropertyTest {
    private static final int ROUNDS = 8_000;
    private static final int NIGHTLY_ROUNDS = 500_000;

    private final long seed = new Random().nextLong();
    private final RandomTemplates random = new RandomTemplates(new Random(seed));

    @Test
    void everyExpansionMatches() {
        checkExpansions(ROUNDS);
    }

    @Test
    void everyVerdictIsThatOfTheSlowMatcher() {
        checkVerdicts(ROUNDS);
    }

    @Test
    @Tag("nightly")
    void everyExpansionMatchesInALongRun() {
        checkExpansions(NIGHTLY_ROUNDS);
    }

    @Test
    @Tag("nightly")
    void everyVerdictIsThatOfTheSlowMatcherInALongRun() {
        checkVerdicts(NIGHTLY_ROUNDS);
    }

    private void checkExpansions(int rounds) {
        for (int round = 0; round < rounds; round++) {
            var parts = random.parts();
            var template = RandomTemplates.text(parts);
            var topic = random.expand(parts);

            assertThat(TemplateMatcher.compile(template).matches(topic))
                    .as("seed %d: %s matches %s", seed, template, topic)
                    .isTrue();
        }
    }

    private void checkVerdicts(int rounds) {
        for (int round = 0; round < rounds; round++) {
            var parts = random.parts();
            var template = RandomTemplates.text(parts);
            var topic = random.mutated(random.expand(parts));

            assertThat(TemplateMatcher.compile(template).matches(topic))
                    .as("seed %d: %s matches %s", seed, template, topic)
                    .isEqualTo(BacktrackingMatcher.matches(parts, topic));
        }
    }
}
