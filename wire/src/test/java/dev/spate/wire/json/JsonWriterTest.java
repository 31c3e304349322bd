package dev.spate.wire.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWriterTest {

    private final JsonWriter json = new JsonWriter();

    @Nested
    class Structure {

        @Test
        void writesMembersOfEveryKind() {
            json.beginObject()
                    .field("s", "x")
                    .field("n", -1L)
                    .field("b", true)
                    .name("z")
                    .nothing()
                    .endObject();

            assertThat(json).hasToString("{\"s\":\"x\",\"n\":-1,\"b\":true,\"z\":null}");
        }

        @Test
        void writesElementsOfEveryKind() {
            json.beginArray()
                    .string("x")
                    .number(Long.MIN_VALUE)
                    .bool(false)
                    .nothing()
                    .raw("{ }")
                    .endArray();

            assertThat(json).hasToString("[\"x\",-9223372036854775808,false,null,{ }]");
        }

        @Test
        void nests() {
            json.beginObject()
                    .name("a")
                    .beginArray()
                    .beginObject()
                    .endObject()
                    .beginArray()
                    .endArray();
            json.number(1).endArray().field("b", 2).endObject();

            assertThat(json).hasToString("{\"a\":[{},[],1],\"b\":2}");
        }

        @Test
        void writesALoneValue() {
            assertThat(json.string("x")).hasToString("\"x\"");
        }

        @Test
        void nestsAsDeepAsItMay() {
            for (int i = 0; i < JsonWriter.MAX_DEPTH; i++) {
                json.beginArray();
            }
            for (int i = 0; i < JsonWriter.MAX_DEPTH; i++) {
                json.endArray();
            }

            assertThat(json).hasToString("[".repeat(64) + "]".repeat(64));
        }

        @Test
        void nestsNoDeeper() {
            for (int i = 0; i < JsonWriter.MAX_DEPTH; i++) {
                json.beginArray();
            }

            assertThatIllegalStateException()
                    .isThrownBy(json::beginObject)
                    .withMessage("JSON depth: 65 (expected: <= 64)");
        }
    }

    @Nested
    class Misuse {

        @Test
        void refusesAValueWithoutAName() {
            json.beginObject();

            assertThatIllegalStateException()
                    .isThrownBy(() -> json.string("x"))
                    .withMessage("JSON at offset 1: string (expected: a name or })");
        }

        @Test
        void refusesANameInAnArray() {
            json.beginArray();

            assertThatIllegalStateException()
                    .isThrownBy(() -> json.name("x"))
                    .withMessage("JSON at offset 1: name (expected: a value or ])");
        }

        @Test
        void refusesANameAfterAName() {
            json.beginObject().name("a");

            assertThatIllegalStateException()
                    .isThrownBy(() -> json.name("b"))
                    .withMessage("JSON at offset 5: name (expected: a value)");
        }

        @Test
        void refusesANameOutsideOfAnObject() {
            assertThatIllegalStateException().isThrownBy(() -> json.name("a"));
        }

        @Test
        void refusesAnEndAfterAName() {
            json.beginObject().name("a");

            assertThatIllegalStateException().isThrownBy(json::endObject);
        }

        @Test
        void refusesTheEndOfTheOtherKind() {
            assertThatIllegalStateException().isThrownBy(json.beginObject()::endArray);
            assertThatIllegalStateException().isThrownBy(json.name("a").beginArray()::endObject);
        }

        @Test
        void refusesAnEndOfNothing() {
            assertThatIllegalStateException().isThrownBy(json::endObject);
        }

        @Test
        void refusesASecondValue() {
            json.number(1);

            assertThatIllegalStateException()
                    .isThrownBy(json::beginArray)
                    .withMessage("JSON at offset 1: [ (expected: nothing more)");
        }

        @Test
        void refusesToPrintWhatIsNotComplete() {
            assertThatIllegalStateException().isThrownBy(json::toString);
            assertThatIllegalStateException().isThrownBy(json.beginArray().number(1)::toString);
        }
    }

    @Nested
    class Strings {

        static Stream<Arguments> escapes() {
            return Stream.of(
                    arguments("\"", "\\\""),
                    arguments("\\", "\\\\"),
                    arguments("\b", "\\b"),
                    arguments("\f", "\\f"),
                    arguments("\n", "\\n"),
                    arguments("\r", "\\r"),
                    arguments("\t", "\\t"),
                    arguments("\0", "\\u0000"),
                    arguments("\u001F", "\\u001f"),
                    arguments("\u007F", "\\u007f"),
                    arguments("\u2028", "\\u2028"),
                    arguments("\u2029", "\\u2029"));
        }

        @ParameterizedTest
        @MethodSource("escapes")
        void escapesWhatMustNotStandAsItIs(String character, String escape) {
            assertThat(json.string("a" + character + "b")).hasToString("\"a" + escape + "b\"");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"", " ", "/", "<é>", "\u0080", "\u2027\u202A", "\uFEFF", "日本", "😀", "a😀\uDBFF\uDFFFb"})
        void keepsEverythingElse(String text) {
            assertThat(json.string(text)).hasToString("\"" + text + "\"");
        }

        @ParameterizedTest
        @CsvSource({
            "\uD83D,\\ud83d",
            "\uDE00,\\ude00",
            "\uD83Dx,\\ud83dx",
            "x\uDE00,x\\ude00",
            "\uDE00\uD83D,\\ude00\\ud83d",
            "\uD83D\uD83D\uDE00,\\ud83d😀",
            "\uD83D\uDE00\uDE00,😀\\ude00"
        })
        void escapesALoneSurrogate(String text, String expected) {
            assertThat(json.string(text)).hasToString("\"" + expected + "\"");
        }

        @Test
        void escapesNames() {
            assertThat(json.beginObject().field("\"", 1).endObject()).hasToString("{\"\\\"\":1}");
        }
    }
}
