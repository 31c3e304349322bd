package dev.spate.hub.internal.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateIndexTest {
    private final TemplateIndex<String> index = new TemplateIndex<>();

    @Nested
    class Finding {
        @Test
        void findsEveryTemplateThatTakesTheTopic() {
            addAll("devices/{id}/kind-1", "devices/{id}/{kind}", "{+all}", "devices/{id}/kind-2", "devices{/id}");

            assertThat(found("devices/7/kind-1"))
                    .containsExactlyInAnyOrder("devices/{id}/kind-1", "devices/{id}/{kind}", "{+all}");
        }

        @Test
        void findsTemplatesThatDifferInNamesAlone() {
            addAll("devices/{id}", "devices/{name}");

            index.remove("devices/{id}", "devices/{id}");

            assertThat(found("devices/7")).containsExactly("devices/{name}");
        }

        @Test
        void findsOneThatComesAfterTheTopicWasAskedFor() {
            addAll("a/{x}");
            found("a/1");

            addAll("{y}/1");

            assertThat(found("a/1")).containsExactlyInAnyOrder("a/{x}", "{y}/1");
        }

        @Test
        void findsTemplatesOfWhichOneIsTheBeginningOfTheOther() {
            addAll("a{x}", "a{x}/b", "a");

            assertThat(found("a")).containsExactlyInAnyOrder("a{x}", "a");
            assertThat(found("a/b")).containsExactly("a{x}/b");
        }

        @Test
        void findsTheBranchOfManyByItsSymbol() {
            var all = IntStream.rangeClosed('!', '~')
                    .filter(symbol -> symbol != '{' && symbol != '}' && symbol != '%')
                    .mapToObj(symbol -> "a" + (char) symbol + "{x}")
                    .toList();
            addAll(all.toArray(String[]::new));

            assertThat(all)
                    .allSatisfy(template ->
                            assertThat(found(template.replace("{x}", "1"))).containsExactly(template));
        }

        @Test
        void findsALiteralThatMayBeginInSeveralPlaces() {
            addAll("{x}abab", "{x}ababab{y}b");

            assertThat(found("ababab")).containsExactly("{x}abab");
            assertThat(found("abababab")).containsExactlyInAnyOrder("{x}abab", "{x}ababab{y}b");
        }

        @Test
        void keepsTheCountsOfBoundedValuesApart() {
            addAll("{x:2}b", "{x:4}b", "a{x:1}{y:1}b");

            assertThat(found("aab")).containsExactlyInAnyOrder("{x:2}b", "{x:4}b", "a{x:1}{y:1}b");
            assertThat(found("aaaab")).containsExactly("{x:4}b");
        }

        @Test
        void findsNothingInTemplatesThatAreNone() {
            assertThatThrownBy(() -> index.add("a{", "a{")).isInstanceOf(IllegalArgumentException.class);
            assertThat(index.isEmpty()).isTrue();
        }
    }

    @Nested
    class ComingAndGoing {
        @Test
        void whatIsAlikeIsThereOnce() {
            addAll("devices/{id}/kind-1");
            int before = index.states();

            addAll("devices/{name}/kind-2");

            // Where they part, and the one symbol beyond, each to an end of its own.
            assertThat(index.states() - before).isEqualTo(2);
        }

        @Test
        void nothingIsLeftOfTemplatesThatWent() {
            String[] templates = {"a/{x}", "a/{x}/b", "{?a,b*}", "a", "{x:3}{;y}é", "a/{y}", "ab{+x}", "ac"};
            int before = index.states();
            addAll(templates);

            for (var template : templates) {
                index.remove(template, template);
            }

            assertThat(index.states()).isEqualTo(before);
            assertThat(index.isEmpty()).isTrue();
        }

        @Test
        void runThatWasSplitIsMended() {
            addAll("devices/{id}/kind-1");
            int before = index.states();

            for (var template : List.of("dev{x}", "devices/", "devices/{id}/kiosk", "d{x}", "e{x}")) {
                addAll(template);
                index.remove(template, template);
            }

            assertThat(index.states()).isEqualTo(before);
            assertThat(found("devices/7/kind-1")).containsExactly("devices/{id}/kind-1");
        }

        @Test
        void literalIsAsLongAsItLikes() {
            var literal = "0123456789".repeat(50);
            var texts = List.of(literal, literal + "1", literal.substring(0, 65), literal.substring(0, 64));

            texts.forEach(text -> addAll(text + "{/x}"));

            assertThat(texts).allSatisfy(text -> assertThat(found(text + "/2")).containsExactly(text + "{/x}"));
        }

        @Test
        void templateStaysAsLongAsSomebodyAsksForIt() {
            index.add("a/{x}", "one");
            index.add("a/{x}", "two");

            index.remove("a/{x}", "one");

            assertThat(found("a/1")).containsExactly("two");
        }

        @Test
        void oneWhoDidNotAskCannotLeave() {
            index.add("a/{x}", "one");

            index.remove("a/{x}", "two");
            index.remove("b/{x}", "one");

            assertThat(found("a/1")).containsExactly("one");
        }
    }

    @Nested
    class WhenTheStatesRunOut {
        private final TemplateIndex<String> small = new TemplateIndex<>(20);

        @Test
        void templatesBeyondAreFoundAllTheSame() {
            IntStream.range(0, 10).forEach(number -> small.add("a/{x}/" + number, "taker " + number));

            assertThat(found(small, "a/1/0")).containsExactly("taker 0");
            assertThat(found(small, "a/1/9")).containsExactly("taker 9");
            assertThat(small.states()).isLessThanOrEqualTo(20);
        }

        @Test
        void templatesBeyondGoAgain() {
            IntStream.range(0, 10).forEach(number -> small.add("a/{x}/" + number, "taker " + number));

            IntStream.range(0, 10).forEach(number -> small.remove("a/{x}/" + number, "taker " + number));

            assertThat(found(small, "a/1/9")).isEmpty();
            assertThat(small.isEmpty()).isTrue();
            assertThat(small.states()).isOne();
        }

        @Test
        void templateThatJustFitsIsLetIn() {
            int states = TemplateMatcher.compile("a/{x}").states();
            var full = new TemplateIndex<String>(1 + states);
            var tight = new TemplateIndex<String>(states);

            full.add("a/{x}", "one");
            tight.add("a/{x}", "one");

            assertThat(full.states()).isGreaterThan(1);
            assertThat(tight.states()).isOne();
        }
    }

    /// The work of a match, counted in visits of states.
    @Nested
    class Work {
        private static final int LENGTH = 500;

        @Test
        void topicCostsByItsLengthAndNotByTheTemplates() {
            IntStream.range(0, 1_000).forEach(kind -> addAll("devices/{id}/kind-" + kind));

            long visits = visits("devices/4711/kind-7");

            // Where a value may stand: the loop and the junction behind it.
            assertThat(visits).isLessThanOrEqualTo(2L * ("devices/4711/kind-7".length() + 1));
        }

        @Test
        void templatesThatBeginAlikeCostLikeOne() {
            addAll("{a}{b}x0");
            long alone = visits("xx".repeat(LENGTH));

            IntStream.range(1, 1_000).forEach(number -> addAll("{a}{b}x" + number));

            assertThat(visits("xx".repeat(LENGTH))).isEqualTo(alone);
        }

        @ParameterizedTest
        @CsvSource({"a/{x},b/1", "devices/{id}/kind,devices/1/else"})
        void topicCostsNothingMoreOnceNothingCanTakeIt(String template, String topic) {
            addAll(template);
            long once = visits(topic);

            assertThat(visits(topic + "/".repeat(LENGTH))).isEqualTo(once);
        }

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
        void hostileTemplatesAreVisitedOnceForEachSymbol(String template) {
            IntStream.range(0, 100).forEach(number -> addAll("{x:" + (number + 1) + "}" + template + number));

            assertThat(visits("a".repeat(LENGTH))).isLessThanOrEqualTo((LENGTH + 1L) * index.states());
            assertThat(visits("a=a&".repeat(LENGTH / 4))).isLessThanOrEqualTo((LENGTH + 1L) * index.states());
        }

        private long visits(String topic) {
            long before = index.visits();
            found(topic);
            return index.visits() - before;
        }
    }

    private void addAll(String... templates) {
        for (var template : templates) {
            index.add(template, template);
        }
    }

    private List<String> found(String topic) {
        return found(index, topic);
    }

    private static List<String> found(TemplateIndex<String> index, String topic) {
        var takers = new ArrayList<String>();
        index.match(topic, takers::add);
        return takers;
    }
}
