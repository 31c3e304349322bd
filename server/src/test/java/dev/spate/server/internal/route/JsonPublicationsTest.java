package dev.spate.server.internal.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.hub.Publication;
import dev.spate.hub.Topic;
import dev.spate.hub.Visibility;
import dev.spate.server.internal.http.ProblemKind;
import dev.spate.server.internal.http.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonPublicationsTest {
    @Nested
    class AnObject {
        @Test
        void mayHaveEveryMember() {
            Publication publication = publication("""
                {"topics":["a","b"],"event":"e","data":"d","id":"i","retry":5,"key":"k","private":true,
                 "idempotency_key":"x"}\
                """);

            assertThat(publication.topics()).containsExactly(new Topic("a"), new Topic("b"));
            assertThat(publication.event().type()).isEqualTo("e");
            assertThat(publication.event().data()).isEqualTo("d");
            assertThat(publication.event().id().text()).isEqualTo("i");
            assertThat(publication.event().retryMillis()).isEqualTo(5);
            assertThat(publication.key()).isEqualTo("k");
            assertThat(publication.visibility()).isEqualTo(Visibility.PRIVATE);
            assertThat(publication.idempotencyKey()).isEqualTo("x");
        }

        @Test
        void needsNoMoreThanTopics() {
            Publication publication = publication("{\"topics\":[\"a\"]}");

            assertThat(publication.event().data()).isEmpty();
            assertThat(publication.event().isDefaultType()).isTrue();
            assertThat(publication.visibility()).isEqualTo(Visibility.PUBLIC);
        }

        @Test
        void mayHaveNullForNothing() {
            Publication publication = publication(
                    "{\"topics\":[\"a\"],\"event\":null,\"id\":null,\"retry\":null,\"key\":null,\"private\":null}");

            assertThat(publication.event().id().isNone()).isTrue();
            assertThat(publication.event().hasRetry()).isFalse();
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
            {"topics":["a"],"topik":1}          | member: "topik" (expected: a known name, the nearest is "topics")
            {"topics":["a"],"Data":1}           | member: "Data" (expected: a known name, the nearest is "data")
            {"topics":["a"],"type":"x"}         | member: "type" (expected: one of topics, event
            {"topics":["a"],"key":"x","key":"y"} | member: "key" twice (expected: each member once)
            {"topics":"a"}                      | topics: a string (expected: an array of strings)
            {"topics":["a",{"b":[1]}]}          | topics: an object (expected: an array of strings)
            {"topics":[]}                       | topics: none (expected: 1 to 100)
            {}                                  | topics: none (expected: 1 to 100)
            {"topics":["a"],"event":1}          | event: a number (expected: a string)
            {"topics":["a"],"id":["x",{}]}      | id: an array (expected: a string)
            {"topics":["a"],"key":false}        | key: a truth value (expected: a string)
            {"topics":["a"],"retry":"5"}        | retry: a string (expected: a whole number of milliseconds)
            {"topics":["a"],"retry":1.5}        | retry: a number (expected: a whole number of milliseconds)
            {"topics":["a"],"retry":-1}         | retry: "-1" (expected: 0 to 86400000 ms)
            {"topics":["a"],"retry":86400001}   | retry: 86400001 (expected: 0 to 86400000 ms)
            {"topics":["a"],"private":"yes"}    | private: a string (expected: true or false)
            {"topics":["a\\u0000"]}             | topic: "a\\u0000" (expected: no control characters
            {"topics":["a"],"event":"x\\n"}     | event: "x\\u000a"
            {"topics":["a"],"id":"x\\r"}        | id: "x\\u000d"
            {"topics":["a"],"key":"x\\n"}       | key: "x\\u000a"
            {"topics":["a"],"id":"#1"}          | id: "#1" (expected: not beginning with "#"
            {"topics":["a"],"id":"earliest"}    | id: "earliest"
            {"topics":["a"],"event":"spate.x"}  | event: "spate.x" (expected: not beginning with "spate."
            {"topics":["a"],"event":"open"}     | event: "open" (expected: another type, since an EventSource
            {"topics":["a"],"event":"error"}    | event: "error" (expected: another type, since an EventSource
            {"topics":["a"],"data":"\\ud800"}   | data: a lone surrogate at 0 (expected: well-formed Unicode)
            {"topics":["\\udc00"]}              | topic:
            """)
        void thatBreaksARuleIsToldWhich(String text, String detail) {
            assertThat(flaw(text)).startsWith(detail);
        }

        @Test
        void isToldWhatCameFirst() {
            assertThat(flaw("{\"a\":[{\"b\":1}],\"topics\":1}")).startsWith("member: \"a\"");
        }
    }

    @Nested
    class Limits {
        @ParameterizedTest
        @CsvSource(textBlock = """
            id, 128
            event, 128
            key, 256
            idempotency_key, 256
            """)
        void ofTextsAreInBytes(String member, int max) {
            assertThat(draft(object(member, "x".repeat(max)))).isInstanceOf(Draft.Ready.class);
            assertThat(draft(object(member, "x".repeat(max + 1)))).isInstanceOf(Draft.Flawed.class);
            assertThat(draft(object(member, "ä".repeat(max / 2)))).isInstanceOf(Draft.Ready.class);
            assertThat(draft(object(member, "ä".repeat(max / 2) + "x"))).isInstanceOf(Draft.Flawed.class);
        }

        @Test
        void ofATopic() {
            assertThat(draft(topics("\"" + "x".repeat(1024) + "\""))).isInstanceOf(Draft.Ready.class);
            assertThat(draft(topics("\"" + "x".repeat(1025) + "\""))).isInstanceOf(Draft.Flawed.class);
        }

        @Test
        void ofHowManyTopics() {
            assertThat(draft(topics("\"a\",".repeat(99) + "\"a\""))).isInstanceOf(Draft.Ready.class);
            assertThat(draft(topics("\"a\",".repeat(100) + "\"a\""))).isInstanceOf(Draft.Flawed.class);
        }

        @Test
        void ofRetry() {
            assertThat(draft("{\"topics\":[\"a\"],\"retry\":86400000}")).isInstanceOf(Draft.Ready.class);
            assertThat(draft("{\"topics\":[\"a\"],\"retry\":0}")).isInstanceOf(Draft.Ready.class);
        }

        @Test
        void ofDepth() {
            int inside = JsonPublications.MAX_DEPTH - 1;

            assertThat(draft(deep(inside))).isInstanceOf(Draft.Ready.class);
            assertThatThrownBy(() -> read(deep(inside + 1))).hasMessageContaining("nested at most 100 deep");
        }

        @Test
        void ofABatch() {
            assertThat(read(batch(3)).drafts()).hasSize(3);
            assertThatThrownBy(() -> read(batch(4))).hasMessageContaining("at most 3");
        }

        private static String object(String member, String value) {
            return "{\"topics\":[\"a\"],\"" + member + "\":\"" + value + "\"}";
        }

        private static String topics(String topics) {
            return "{\"topics\":[" + topics + "]}";
        }

        private static String deep(int levels) {
            return "{\"topics\":[\"a\"],\"data\":" + "[".repeat(levels) + "]".repeat(levels) + "}";
        }

        private static String batch(int count) {
            return "[" + "{\"topics\":[\"a\"]},".repeat(count - 1) + "{\"topics\":[\"a\"]}]";
        }
    }

    @Nested
    class DataMember {
        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "a\\"b"                        | a"b
            1                              | 1
            -0                             | -0
            1.10                           | 1.10
            1E5                            | 1E5
            123456789012345678901234567890 | 123456789012345678901234567890
            true                           | true
            null                           | null
            { "b" : [ 1.0 , 2e-7 , "x y" , null , { } , [ ] ] , "a" : false } | {"b":[1.0,2e-7,"x y",null,{},[]],"a":false}
            [ "ä\\u00e4", "\\ud83d\\ude00" ] | ["ää","😀"]
            {"a":1,"a":2}                  | {"a":1,"a":2}
            """)
        void isAStringOrTheCompactTextOfAnyJson(String json, String expected) {
            assertThat(publication("{\"data\":" + json.strip() + ",\"topics\":[\"a\"]}")
                            .event()
                            .data())
                    .isEqualTo(expected);
        }
    }

    @Nested
    class ABatch {
        @Test
        void keepsWhatIsRightBesideWhatIsWrong() {
            var body = read("[{\"topics\":[\"a\"]},{\"topics\":[]},{\"topics\":[\"b\"]}]");

            assertThat(body.isBatch()).isTrue();
            assertThat(body.drafts())
                    .hasExactlyElementsOfTypes(Draft.Ready.class, Draft.Flawed.class, Draft.Ready.class);
        }

        @Test
        void mayBeEmpty() {
            assertThat(read("[]").drafts()).isEmpty();
        }

        @Test
        void hasNoKeyOfTheHead() {
            assertThatThrownBy(() -> JsonPublications.read(bytes("[]"), 3, "k"))
                    .hasMessageContaining("\"idempotency_key\" in each of its objects");
        }
    }

    @Nested
    class AKeyOfTheHead {
        @Test
        void isTheObjects() {
            assertThat(withKey("{\"topics\":[\"a\"]}").idempotencyKey()).isEqualTo("k");
            assertThat(withKey("{\"topics\":[\"a\"],\"idempotency_key\":\"k\"}").idempotencyKey())
                    .isEqualTo("k");
        }

        @Test
        void mayNotDifferFromTheObjects() {
            var drafts = JsonPublications.read(bytes("{\"topics\":[\"a\"],\"idempotency_key\":\"other\"}"), 3, "k");

            assertThat(drafts.drafts()).hasExactlyElementsOfTypes(Draft.Flawed.class);
        }

        private static Publication withKey(String text) {
            var drafts = JsonPublications.read(bytes(text), 3, "k").drafts();
            return ((Draft.Ready) drafts.getFirst()).publication();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"topics\":[\"a\"]",
                "[{\"topics\":[\"a\"]}",
                "nonsense",
                "{\"topics\":[\"a\"]}x",
                "{\"topics\":[\"a\"]}{}",
                "\"text\"",
                "[1]",
                "1",
                "{'topics':['a']}",
                "{\"retry\":01}",
                "{\"data\":NaN}",
                "\ufeff{}"
            })
    void whatIsNotJsonToItsEndIsRefusedAsAWhole(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.problem().kind()).isEqualTo(ProblemKind.BAD_BODY));
    }

    @Test
    void aBodyIsUtf8() {
        byte[] body = bytes("{\"topics\":[\"a\"],\"data\":\"x\"}");
        body[body.length - 3] = (byte) 0xff;

        assertThatThrownBy(() -> JsonPublications.read(body, 3, ""))
                .hasMessage("body: byte 0xff at 24 (expected: UTF-8)");
    }

    @Test
    void aLineThatIsNotJsonIsFlawedByItself() {
        assertThat(JsonPublications.readLine(bytes("nonsense"))).isInstanceOf(Draft.Flawed.class);
        assertThat(JsonPublications.readLine(new byte[] {(byte) 0xff})).isInstanceOf(Draft.Flawed.class);
        assertThat(JsonPublications.readLine(bytes("[]"))).isInstanceOf(Draft.Flawed.class);
        assertThat(JsonPublications.readLine(bytes("{\"topics\":[\"a\"]}"))).isInstanceOf(Draft.Ready.class);
    }

    private static JsonPublications.Body read(String text) {
        return JsonPublications.read(bytes(text), 3, "");
    }

    private static Draft draft(String text) {
        List<Draft> drafts = read(text).drafts();
        assertThat(drafts).hasSize(1);
        return drafts.getFirst();
    }

    private static Publication publication(String text) {
        return ((Draft.Ready) draft(text)).publication();
    }

    private static String flaw(String text) {
        return ((Draft.Flawed) draft(text)).problem().detail();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
