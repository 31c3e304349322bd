package dev.spate.hub.internal.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The work of a match, counted in steps: templates that bring a backtracking matcher to its knees.
class TemplateMatcherWorkTest {
    private static final int LENGTH = 500;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{a}{b}{c}{d}{e}{f}{g}{h}!",
                "{a*}{b*}{c*}{d*}!",
                "{a,b,c,d,e,f,g,h}!",
                "{+a}aaa{+b}aaa{+c}aaa!",
                "{a:400}{b:400}{c:400}!",
                "{/a*}{/b*}{/c*}!",
                "{;a*}{?b*}{&c*}!"
            })
    void growsNoFasterThanTheTopic(String template) {
        var matcher = TemplateMatcher.compile(template);

        long once = matcher.steps("a".repeat(LENGTH));
        long twice = matcher.steps("a".repeat(2 * LENGTH));

        assertThat(once).isLessThanOrEqualTo((LENGTH + 1L) * matcher.states());
        assertThat(twice).isLessThanOrEqualTo((2 * LENGTH + 1L) * matcher.states());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{a}", "{+a}", "{a,b}", "{/a*}", "{?a*}", "x{a:9}"})
    void isBoundedByTheLargestTemplate(String piece) {
        var matcher = TemplateMatcher.compile(piece.repeat(piece.contains(",") ? 32 : 64));

        assertThat(matcher.states()).isLessThanOrEqualTo(TemplateCompiler.MAX_STATES);
        assertThat(matcher.steps("a".repeat(LENGTH))).isLessThanOrEqualTo((LENGTH + 1L) * matcher.states());
    }
}
