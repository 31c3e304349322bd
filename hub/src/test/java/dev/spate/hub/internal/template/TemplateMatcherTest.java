package dev.spate.hub.internal.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateMatcherTest {
    private static boolean matches(String template, String topic) {
        return TemplateMatcher.compile(template).matches(topic);
    }

    @Nested
    class Values {
        @ParameterizedTest
        @CsvSource(delimiter = ' ', textBlock = """
            prices/{symbol} prices/AAPL/x
            prices/{symbol} price/AAPL
            {x} a/b
            {x} a?b
            {x} a=b
            {x}/b a/c
            {x*} a=b,c
            {x:3} abcd
            {x:3} a,b
            {/x} a
            {/x} /a/b
            {/x*} /a=b/c
            {/x*} /a=b=c
            {/x,y} /a/b/c
            {.x} a
            {.x*} .a=b=c
            {?x} ?y=1
            {?x} ?x
            {?x} x=1
            {?x} &x=1
            {?x*} ?x
            {?x*} ?a/b=c
            {?x,y} ?y=1&x=2
            {;x:3} ;x=
            {;x:3} ;x=abcd
            {;x*} ;a=
            {&x} ?x=1
            {#x} a
            """)
        void topicThatNoExpansionGives(String template, String topic) {
            assertThat(matches(template, topic)).isFalse();
        }

        @Test
        void undefinedVariableLeavesNothingBehind() {
            assertThat(matches("a/{x}", "a/")).isTrue();
            assertThat(matches("{x}", "")).isTrue();
            assertThat(matches("{?x,y}", "")).isTrue();
        }

        @Test
        void eachPlaceOfAVariableIsTakenByItself() {
            assertThat(matches("{x}/{x}", "a/b")).isTrue();
        }

        @Test
        void reservedExpansionTakesEveryTopic() {
            assertThat(matches("{+x}", "http://é.example/a b?c=%zz#{}")).isTrue();
        }

        @Test
        void listOfOneEmptyMemberKeepsTheEqualsSign() {
            assertThat(matches("{;x}", ";x=")).isTrue();
        }

        @Test
        void textWithoutAnExpressionIsCompared() {
            assertThat(matches("a/b", "a/b")).isTrue();
            assertThat(matches("a/b", "a/bc")).isFalse();
            assertThat(matches("a/b", "a/")).isFalse();
        }
    }

    @Nested
    class CharactersBeyondTheUriSet {
        @ParameterizedTest
        @ValueSource(strings = {"prices/é", "prices/%C3%A9", "prices/%c3%a9", "prices/日本", "prices/😀", "prices/a b"})
        void countAsTheirPercentEncodedForm(String topic) {
            assertThat(matches("prices/{x}", topic)).isTrue();
        }

        @Test
        void mayStandInTheTemplate() {
            assertThat(matches("é x/{y}", "é x/1")).isTrue();
            assertThat(matches("é x/{y}", "%C3%A9%20x/1")).isTrue();
            assertThat(matches("é x/{y}", "e x/1")).isFalse();
        }

        @Test
        void percentSignWithoutDigitsCountsAsEncoded() {
            assertThat(matches("{x}", "50% off")).isTrue();
            assertThat(matches("50%25{x}", "50% off")).isTrue();
        }

        @Test
        void unreservedCharacterDiffersFromItsEncodedForm() {
            assertThat(matches("a{x}", "%61b")).isFalse();
            assertThat(matches("%61{x}", "%61b")).isTrue();
        }
    }

    @Nested
    class Prefixes {
        @Test
        void countCharactersAndNotOctets() {
            assertThat(matches("{x:2}", "é😀")).isTrue();
            assertThat(matches("{x:2}", "%C3%A9%F0%9F%98%80")).isTrue();
            assertThat(matches("{x:2}", "é😀a")).isFalse();
        }

        @Test
        void countTheFirstCharacterOfANamedValue() {
            assertThat(matches("{;x:2}", ";x=éa")).isTrue();
            assertThat(matches("{;x:2}", ";x=éab")).isFalse();
            assertThat(matches("{;x:1}", ";x=%C3%A9")).isTrue();
        }

        @Test
        void countOctetsThatBeginNoCharacter() {
            assertThat(matches("{x:1}", "%A2")).isTrue();
            assertThat(matches("{x:1}", "%A26")).isFalse();
        }

        @Test
        void followEachOther() {
            assertThat(matches("{x:2}{y:3}", "abcde")).isTrue();
            assertThat(matches("{x:2}{y:3}", "abcdef")).isFalse();
        }

        @Test
        void greatestLengthTakesNoMoreRoomThanOther() {
            var matcher = TemplateMatcher.compile("{x:9999}/{y:1000}");

            assertThat(matcher.states()).isLessThan(20);
            assertThat(matcher.matches("a".repeat(1500) + "/" + "b".repeat(1000)))
                    .isTrue();
            assertThat(matcher.matches("a/" + "b".repeat(1001))).isFalse();
        }
    }

    @Nested
    class LiteralPrefix {
        @ParameterizedTest
        @CsvSource({"prices/{x},prices/", "{x},''", "a{x}b{y},a", "café/{x},caf", "a%20b{x},a", "a b{x},a", "ab,ab"})
        void endsWhereTopicsMayDiffer(String template, String prefix) {
            assertThat(TemplateMatcher.compile(template).literalPrefix()).isEqualTo(prefix);
        }
    }

    @Nested
    class Mistakes {
        @ParameterizedTest
        @CsvSource(delimiter = '~', textBlock = """
            a{x             ~ a } that closes the { at 1
            a{              ~ a } that closes the { at 1
            a}b             ~ a { before the } at 1
            {}              ~ a variable's name (letters, digits, _, %XX, dots between them) at 1
            {x,}            ~ a variable's name (letters, digits, _, %XX, dots between them) at 3
            {.}             ~ a variable's name (letters, digits, _, %XX, dots between them) at 2
            {x.}            ~ a variable's name (letters, digits, _, %XX, dots between them) at 3
            {x..y}          ~ a variable's name (letters, digits, _, %XX, dots between them) at 3
            {x y}           ~ a variable's name, a modifier, a comma or } at 2
            {é}             ~ a variable's name (letters, digits, _, %XX, dots between them) at 1
            {!x}            ~ one of the operators + # . / ; ? & or none at 1
            {|x}            ~ one of the operators + # . / ; ? & or none at 1
            {x:}            ~ a length of 1 to 9999 at 3
            {x:0}           ~ a length of 1 to 9999 at 3
            {x:10000}       ~ a length of 1 to 9999 at 3
            {x:3*}          ~ a variable's name, a modifier, a comma or } at 4
            {x*:3}          ~ a variable's name, a modifier, a comma or } at 3
            {{x}}           ~ a variable's name (letters, digits, _, %XX, dots between them) at 1
            a%2{x}          ~ two hexadecimal digits after the % at 1
            {a%zz}          ~ two hexadecimal digits after the % at 2
            """)
        void isNamedWithItsPlace(String template, String rule) {
            assertThatThrownBy(() -> TemplateMatcher.compile(template))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("topic: \"" + template + "\" (expected: " + rule + ")");
        }

        @Test
        void controlCharacterIsNotShown() {
            assertThatThrownBy(() -> TemplateMatcher.compile("a\n{x}"))
                    .hasMessage("topic: \"a?{x}\" (expected: no control character, found U+000A at 1)");
        }

        @Test
        void moreVariablesThanTheLimit() {
            assertThat(matches("{x}".repeat(64), "a")).isTrue();
            assertThatThrownBy(() -> TemplateMatcher.compile("{x}".repeat(65)))
                    .hasMessageEndingWith("(expected: at most 64 variables, one more begins at 193)");
        }

        @Test
        void moreBytesThanATopicMayHave() {
            assertThat(matches("é" + "a".repeat(1018) + "{+x}", "é" + "a".repeat(1018)))
                    .isTrue();
            assertThatThrownBy(() -> TemplateMatcher.compile("é" + "a".repeat(1019) + "{+x}"))
                    .hasMessageEndingWith("(expected: at most 1024 bytes, got 1025)");
        }
    }
}
