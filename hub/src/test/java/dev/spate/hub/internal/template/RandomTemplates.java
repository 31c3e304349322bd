package dev.spate.hub.internal.template;

import dev.spate.hub.internal.template.Expansion.Value;
import dev.spate.hub.internal.template.TemplateVariable.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/// Small templates of all kinds, topics that they stand for, and others that they almost do.
final class RandomTemplates {
    private static final String[] LITERALS = {"a", "/", "b/", "é", ",", "=", "?x=", "&x=", ";x", ".", "%41", " ", "#"};
    private static final String[] TEXTS = {"", "a", "ab", "é", "😀b", "a/b", "x y", "50%", "a.b", "a=b", "a,b", "&;?#"};
    private static final String[] MUTANTS = {"a", "b", "x", "/", ",", "=", ".", ";", "&", "?", "%", "é", "%C3", "#", " "
    };

    private final Random random;

    RandomTemplates(Random random) {
        this.random = random;
    }

    /// The text with up to three characters gone or come.
    String mutated(String topic) {
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

    /// The parts of a template.
    List<TemplatePart> parts() {
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

    /// One of the topics that the parts stand for.
    String expand(List<TemplatePart> parts) {
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

    /// The parts as a template is written.
    static String text(List<TemplatePart> parts) {
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
                                            .map(RandomTemplates::text)
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
