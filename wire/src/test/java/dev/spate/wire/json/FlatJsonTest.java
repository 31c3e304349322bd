package dev.spate.wire.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlatJsonTest {

    private static String members(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"m" + i + "\":" + i)
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static void assertRefused(String text, String message) {
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> FlatJson.parse(text))
                .withMessage(message);
    }

    @Nested
    class Values {

        @Test
        void areReadByKind() throws JsonException {
            FlatJson json = FlatJson.parse("{\"s\":\"x\",\"n\":-12,\"t\":true,\"f\":false}");

            assertThat(json.string("s")).contains("x");
            assertThat(json.integer("n")).hasValue(-12);
            assertThat(json.bool("t")).contains(true);
            assertThat(json.bool("f")).contains(false);
            assertThat(json.names()).containsExactly("s", "n", "t", "f");
        }

        @Test
        void areEmptyWhenNullAndWhenAbsent() throws JsonException {
            FlatJson json = FlatJson.parse("{\"z\":null}");

            assertThat(json.string("z")).isEmpty();
            assertThat(json.integer("z")).isEmpty();
            assertThat(json.bool("a")).isEmpty();
            assertThat(json.has("z")).isTrue();
            assertThat(json.has("a")).isFalse();
        }

        @Test
        void areNotReadAsAnotherKind() throws JsonException {
            FlatJson json = FlatJson.parse("{\"s\":\"1\",\"n\":1,\"t\":true}");

            assertThatExceptionOfType(JsonException.class)
                    .isThrownBy(() -> json.integer("s"))
                    .withMessage("s: a string (expected: a number)");
            assertThatExceptionOfType(JsonException.class).isThrownBy(() -> json.bool("n"));
            assertThatExceptionOfType(JsonException.class).isThrownBy(() -> json.string("t"));
        }

        @ParameterizedTest
        @ValueSource(longs = {0, -1, Long.MAX_VALUE, Long.MIN_VALUE})
        void areIntegersUpTo64Bits(long value) throws JsonException {
            assertThat(FlatJson.parse("{\"n\":" + value + "}").integer("n")).hasValue(value);
        }

        @ParameterizedTest
        @ValueSource(strings = {"9223372036854775808", "-9223372036854775809", "1.0", "1e2", "-0.5"})
        void areNotIntegersBeyondThat(String number) throws JsonException {
            FlatJson json = FlatJson.parse("{\"n\":" + number + "}");

            assertThatExceptionOfType(JsonException.class)
                    .isThrownBy(() -> json.integer("n"))
                    .withMessage("n: \"" + number + "\" (expected: an integer of 64 bits)");
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "-0", "10", "0.5", "1.25E+2", "1e-7", "0e0", "-9.9e99"})
        void mayBeAnyNumberOfTheGrammar(String number) throws JsonException {
            assertThat(FlatJson.parse("{\"n\":" + number + "}").has("n")).isTrue();
        }
    }

    @Nested
    class Strings {

        static Stream<Arguments> escapes() {
            return Stream.of(
                    arguments("\\\"", "\""),
                    arguments("\\\\", "\\"),
                    arguments("\\/", "/"),
                    arguments("\\b", "\b"),
                    arguments("\\f", "\f"),
                    arguments("\\n", "\n"),
                    arguments("\\r", "\r"),
                    arguments("\\t", "\t"),
                    arguments("\\u00e9", "é"),
                    arguments("\\u65E5", "日"));
        }

        @ParameterizedTest
        @MethodSource("escapes")
        void areUnescaped(String escape, String character) throws JsonException {
            assertThat(FlatJson.parse("{\"s\":\"a" + escape + "b\"}").string("s"))
                    .contains("a" + character + "b");
        }

        @Test
        void keepEscapedSurrogatesAndNul() throws JsonException {
            FlatJson json = FlatJson.parse("{\"s\":\"\\u0000\\uD83D\\ude00\\uD83D\"}");

            assertThat(json.string("s")).contains("\0😀\uD83D");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "é日😀", "\u007F\u0085\u2028", "\uFEFF"})
        void mayHoldEverythingElse(String text) throws JsonException {
            assertThat(FlatJson.parse("{\"s\":\"" + text + "\"}").string("s")).contains(text);
        }

        @Test
        void comeBackAsJsonWriterWroteThem() throws JsonException {
            String text = IntStream.rangeClosed(0, 0xFFFF)
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining());
            String json =
                    new JsonWriter().beginObject().field(text, text).endObject().toString();

            assertThat(FlatJson.parse(json).string(text)).contains(text);
        }
    }

    @Nested
    class Grammar {

        @ParameterizedTest
        @ValueSource(strings = {"{}", " {} ", "\t\r\n{ \n}\n"})
        void takesAnEmptyObject(String text) throws JsonException {
            assertThat(FlatJson.parse(text).names()).isEmpty();
        }

        @Test
        void takesSpaceBetweenTokens() throws JsonException {
            FlatJson json = FlatJson.parse("\n{ \"a\" :\t1 , \"b\"\r: \"x\" } ");

            assertThat(json.integer("a")).hasValue(1);
            assertThat(json.string("b")).contains("x");
        }

        @ParameterizedTest
        @CsvSource(
                quoteCharacter = '`',
                delimiter = '|',
                value = {
                    "``|0|the end of the text|{",
                    "[]|0|'['|{",
                    "{|1|the end of the text|a name in quotes",
                    "{\"a\"|4|the end of the text|:",
                    "{\"a\"1|4|'1'|:",
                    "{\"a\":|5|the end of the text|a string, number, true, false or null",
                    "{\"a\":}|5|'}'|a string, number, true, false or null",
                    "{\"a\":[1]}|5|'['|a string, number, true, false or null",
                    "{\"a\":{}}|5|'{'|a string, number, true, false or null",
                    "{\"a\":+1}|5|'+'|a string, number, true, false or null",
                    "{\"a\":.5}|5|'.'|a string, number, true, false or null",
                    "{\"a\":NaN}|5|'N'|a string, number, true, false or null",
                    "{\"a\":'x'}|5|'''|a string, number, true, false or null",
                    "{\"a\":01}|6|'1'|, or }",
                    "{\"a\":-}|6|'}'|a digit",
                    "{\"a\":1.}|7|'}'|a digit",
                    "{\"a\":1e}|7|'}'|a digit",
                    "{\"a\":1e+}|8|'}'|a digit",
                    "{\"a\":１}|5|U+FF11|a string, number, true, false or null",
                    "{\"a\":True}|5|'T'|a string, number, true, false or null",
                    "{\"a\":tru}|5|'t'|true",
                    "{\"a\":nul|5|'n'|null",
                    "{\"a\":trueish}|9|'i'|, or }",
                    "{\"a\":1|6|the end of the text|, or }",
                    "{\"a\":1,}|7|'}'|a name in quotes",
                    "{,}|1|','|a name in quotes",
                    "{a:1}|1|'a'|a name in quotes",
                    "{\"a\":1;\"b\":2}|6|';'|, or }",
                    "{}{}|2|'{'|the end of the text",
                    "{} x|3|'x'|the end of the text",
                    "\uFEFF{}|0|U+FEFF|{",
                    "\u00A0{}|0|U+00A0|{",
                    "{\"a|3|the end of the text|a closing quote; control characters escaped",
                    "`{\"a\nb\":1}`|3|U+000A|a closing quote; control characters escaped",
                    "`{\"a\":\"\0\"}`|6|U+0000|a closing quote; control characters escaped",
                    "{\"a\":\"\\|7|the end of the text|one of \"\\/bfnrtu",
                    "{\"a\":\"\\x\"}|7|'x'|one of \"\\/bfnrtu",
                    "{\"a\":\"\\u00g0\"}|10|'g'|a hexadecimal digit",
                    "{\"a\":\"\\u００００\"}|8|U+FF10|a hexadecimal digit",
                    "{\"a\":\"\\u12|10|the end of the text|a hexadecimal digit"
                })
        void refusesAllElseWithItsOffset(String text, int offset, String found, String expected) {
            assertRefused(text, "JSON at offset " + offset + ": " + found + " (expected: " + expected + ")");
        }

        @Test
        void refusesANameThatStandsTwice() {
            assertRefused("{\"a\":1,\"\\u0061\":2}", "JSON at offset 7: name \"a\" again (expected: each name once)");
        }
    }

    @Nested
    class Limits {

        @Test
        void takesAsManyMembersAsItMay() throws JsonException {
            assertThat(FlatJson.parse(members(1000)).names()).hasSize(1000);
        }

        @Test
        void takesNoMore() {
            assertThatExceptionOfType(JsonException.class)
                    .isThrownBy(() -> FlatJson.parse(members(1001)))
                    .withMessageEndingWith("member 1001 (expected: at most 1000 members)");
        }

        @Test
        void shortensALongNameInAMessage() {
            String name = "x".repeat(1000);

            assertRefused(
                    "{\"" + name + "\":1,\"" + name + "\":2}",
                    "JSON at offset 1006: name \"" + "x".repeat(32) + "…\" again (expected: each name once)");
        }
    }
}
