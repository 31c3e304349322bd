package dev.spate.hub.internal.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.internal.template.Expansion.Value;
import dev.spate.hub.internal.template.TemplateVariable.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Random templates and topics against an expander and a matcher that are slow and plain.
class TemplateMatcherPropertyTest {
    private static final int ROUNDS = 8_000;
    private static final int NIGHTLY_ROUNDS = 500_000;
    private static final String[] LITERALS = {"a", "/", "b/", "é", ",", "=", "?x=", "&x=", ";x", ".", "%41", " ", "#"};
    private static final String[] TEXTS = {"", "a", "ab", "é", "😀b", "a/b", "x y", "50%", "a.b", "a=b", "a,b", "&;?#"};
    private static final String[] MUTANTS = {"a", "b", "x", "/", ",", "=", ".", ";", "&", "?", "%", "é", "%C3", "#", " "
    };

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

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
            var parts = parts();
            var template = text(parts);
            var topic = expand(parts);

            assertThat(TemplateMatcher.compile(template).matches(topic))
                    .as("seed %d: %s matches %s", seed, template, topic)
                    .isTrue();
        }
    }

    private void checkVerdicts(int rounds) {
        for (int round = 0; round < rounds; round++) {
            var parts = parts();
            var template = text(parts);
            var topic = mutated(expand(parts));

            assertThat(TemplateMatcher.compile(template).matches(topic))
                    .as("seed %d: %s matches %s", seed, template, topic)
                    .isEqualTo(BacktrackingMatcher.matches(parts, topic));
        }
    }

    private String mutated(String topic) {
        var mutant = new StringBuilder(topic.substring(0, Math.min(topic.length(), 14)));
        for (int times = random.nextInt(4); times > 0; times--) {
            int index = random.nextInt(mutant.length() + 1);
            if (random.nextBoolean() && index < mutant.length()) {
                mutant.deleteCharAt(index);
            } else {
                mutant.insert(index, pick(MUTANTS));
            }
        }
        // A surrogate that lost its partner is no text that a topic can hold.
        return mutant.toString().replaceAll("[\\ud800-\\udfff]", "");
    }

    private List<TemplatePart> parts() {
        var parts = new ArrayList<TemplatePart>();
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            boolean mayBeLiteral = parts.isEmpty() || parts.get(parts.size() - 1) instanceof TemplatePart.Expression;
            parts.add(mayBeLiteral && random.nextBoolean() ? new TemplatePart.Literal(pick(LITERALS)) : expression());
        }
        return parts;
    }

    private TemplatePart expression() {
        var variables = IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(index -> variable())
                .toList();
        return new TemplatePart.Expression(pick(TemplateOperator.values()), variables);
    }

    private TemplateVariable variable() {
        var modifier = pick(Modifier.values());
        return new TemplateVariable(random.nextBoolean() ? "x" : "a.b", modifier, 1 + random.nextInt(3));
    }

    private String expand(List<TemplatePart> parts) {
        var out = new StringBuilder();
        for (var part : parts) {
            out.append(
                    switch (part) {
                        case TemplatePart.Literal(String text) -> Expansion.literal(text);
                        case TemplatePart.Expression expression -> Expansion.expression(expression, values(expression));
                    });
        }
        return out.toString();
    }

    private List<List<Value>> values(TemplatePart.Expression expression) {
        return expression.variables().stream()
                .map(variable -> random.nextInt(4) == 0 ? List.<Value>of() : List.of(value(variable)))
                .toList();
    }

    private Value value(TemplateVariable variable) {
        int kind = variable.modifier() == Modifier.PREFIX ? 0 : random.nextInt(3);
        var texts = IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(index -> pick(TEXTS))
                .toList();
        return switch (kind) {
            case 0 -> new Value.Text(pick(TEXTS));
            case 1 -> new Value.Members(texts);
            default ->
                new Value.Pairs(
                        texts.stream().map(text -> Map.entry(pick(TEXTS), text)).toList());
        };
    }

    private static String text(List<TemplatePart> parts) {
        var text = new StringBuilder();
        for (var part : parts) {
            switch (part) {
                case TemplatePart.Literal(String literal) -> text.append(literal);
                case TemplatePart.Expression(var operator, var variables) ->
                    text.append('{')
                            .append(symbol(operator))
                            .append(String.join(
                                    ",",
                                    variables.stream()
                                            .map(TemplateMatcherPropertyTest::text)
                                            .toList()))
                            .append('}');
            }
        }
        return text.toString();
    }

    private static String symbol(TemplateOperator operator) {
        return operator == TemplateOperator.RESERVED ? "+" : operator.first();
    }

    private static String text(TemplateVariable variable) {
        return switch (variable.modifier()) {
            case NONE -> variable.name();
            case PREFIX -> variable.name() + ":" + variable.maxLength();
            case EXPLODE -> variable.name() + "*";
        };
    }

    private <T> T pick(T[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
