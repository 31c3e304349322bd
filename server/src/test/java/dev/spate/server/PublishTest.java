package dev.spate.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.HubLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `POST` over a socket, in the forms that end.
final class PublishTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";
    private static final int MAX_DATA = 1_000;

    @AutoClose
    private final TestServer server =
            TestServer.start(HubLimits.standard().with().maxDataBytes(MAX_DATA).build(), builder -> builder);

    @AutoClose
    private final RawClient client = server.connect();

    @Nested
    class TheBodyIsTheData {
        @ParameterizedTest
        @ValueSource(strings = {FORM, JSON, "text/plain", "application/x-ndjson", "x"})
        void whateverItsTypeSays(String type) {
            RawResponse answer = client.post("/events/news", type, "a=b&c\n{}").read();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).matches("\\{\"id\":\"#[0-9a-z]+-1\"}");
            assertThat(received("news")).contains("data: a=b&c\ndata: {}\n");
        }

        @Test
        void withOtherFieldsInTheQuery() {
            client.post("/events/a?topic=b&event=e&id=i&retry=7&key=k", "text/plain", "x")
                    .read();

            assertThat(received("b")).contains("event: e\nretry: 7\ndata: x\nid: i\n");
        }

        @Test
        void andOctetsAreSentAsBase64() {
            byte[] octets = {0, (byte) 0xff, '\n'};

            client.head(
                            "POST /events/a HTTP/1.1",
                            "Host: a",
                            "Content-Type: application/octet-stream",
                            "Content-Length: 3")
                    .send(octets)
                    .read();

            assertThat(received("a")).contains("data: AP8K\n");
        }

        @Test
        void mayBeEmpty() {
            assertThat(client.post("/events/a", "text/plain", "").read().status())
                    .isEqualTo(200);
            assertThat(received("a")).contains("data: \n");
        }

        @Test
        void mustBeUtf8() {
            client.head("POST /events/a HTTP/1.1", "Host: a", "Content-Length: 2")
                    .send(new byte[] {'a', (byte) 0xff});

            RawResponse answer = client.read();

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("body: byte 0xff at 1 (expected: UTF-8)");
            assertNothingPublished();
        }

        @Test
        void hasALimit() {
            assertThat(client.post("/events/a", "text/plain", "x".repeat(MAX_DATA))
                            .read()
                            .status())
                    .isEqualTo(200);
            assertThat(client.post("/events/a", "text/plain", "x".repeat(MAX_DATA + 1))
                            .read()
                            .status())
                    .isEqualTo(413);
        }

        @Test
        void hasALimitAlsoAsBase64() {
            assertThat(octets(MAX_DATA / 4 * 3).status()).isEqualTo(200);
            assertThat(octets(MAX_DATA / 4 * 3 + 1).status()).isEqualTo(413);
        }

        private RawResponse octets(int count) {
            return client.head(
                            "POST /events/a HTTP/1.1",
                            "Host: a",
                            "Content-Type: application/octet-stream",
                            "Content-Length: " + count)
                    .send(new byte[count])
                    .read();
        }
    }

    @Nested
    class AForm {
        @Test
        void namesItsTopics() {
            RawResponse answer = client.post("/events", FORM, "topic=a%2Fb&topic=c&data=x+y%0Az&type=e")
                    .read();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(received("c")).contains("event: e\ndata: x y\ndata: z\n");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
            topic=a&data=%FF      | byte 0xff at 0
            topic=%FF             | byte 0xff at 0
            topic=a&data=%z       | hexadecimal
            topic=a&date=x        | the nearest is \\"data\\"
            data=x                | topics: none
            topic=a&id=%00        | no control character
            topic=a&event=a%0D    | no control character
            topic=a%0A            | no control character
            topic=a&key=%0A       | no control character
            """)
        void thatIsWrongPublishesNothing(String form, String detail) {
            RawResponse answer = client.post("/events", FORM, form).read();

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains(detail);
            assertNothingPublished();
        }
    }

    @Nested
    class Json {
        @Test
        void mayBeAnObject() {
            RawResponse answer = client.post("/events", JSON, "{\"topics\":[\"a\"],\"data\":{\"p\": 1.10}}")
                    .read();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(received("a")).contains("data: {\"p\":1.10}\n");
        }

        @Test
        void mayBeAListThatIsAnsweredInOrder() {
            RawResponse answer = client.post(
                            "/events",
                            JSON + "; charset=utf-8",
                            "[{\"topics\":[\"a\"]},{\"topic\":1},{\"topics\":[\"b\"]}]")
                    .read();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body())
                    .matches("\\[\\{\"id\":\"#[0-9a-z]+-1\"},\\{\"error\":\"member:"
                            + " .*\",\"type\":\"/problems/bad-parameter\","
                            + "\"status\":400},\\{\"id\":\"#[0-9a-z]+-2\"}]");
        }

        @Test
        void thatIsBrokenPublishesNothing() {
            RawResponse answer = client.post("/events", JSON, "[{\"topics\":[\"a\"]},{\"topics\":")
                    .read();

            assertThat(answer.status()).isEqualTo(400);
            assertNothingPublished();
        }

        @Test
        void isToldThatItsDataIsTooLarge() {
            RawResponse answer = client.post(
                            "/events", JSON, "{\"topics\":[\"a\"],\"data\":\"" + "x".repeat(MAX_DATA + 1) + "\"}")
                    .read();

            assertThat(answer.status()).isEqualTo(413);
        }
    }

    @Nested
    class AnIdempotencyKey {
        @Test
        void makesARepeatAnswerTheFirstResult() {
            String first = withKey("x").body();
            String second = withKey("x").body();

            assertThat(second).isEqualTo(first.replace("}", ",\"duplicate\":true}"));
            assertThat(server.hub().stats().published()).isEqualTo(1);
        }

        @Test
        void isGoodForOnePublicationAlone() {
            withKey("x");

            RawResponse other = withKey("y");

            assertThat(other.status()).isEqualTo(422);
            assertThat(other.field("Content-Type")).isEqualTo("application/problem+json");
            assertThat(other.body()).contains("\"/problems/key-reused\"", "idempotency key: used before");
            assertThat(received("a")).contains("data: x").doesNotContain("data: y");
        }

        private RawResponse withKey(String body) {
            return client.head("POST /events/a HTTP/1.1", "Host: a", "Idempotency-Key: k", "Content-Length: 1")
                    .send(body)
                    .read();
        }
    }

    @Nested
    class Codings {
        @Test
        void gzipIsUndone() throws IOException {
            assertThat(gzipped(gzip("hello")).status()).isEqualTo(200);
            assertThat(received("a")).contains("data: hello\n");
        }

        @Test
        void gzipIsBoundedAfterInflating() throws IOException {
            assertThat(gzipped(gzip("x".repeat(MAX_DATA))).status()).isEqualTo(200);
            assertThat(gzipped(gzip("x".repeat(MAX_DATA + 1))).status()).isEqualTo(413);
        }

        @Test
        void gzipThatIsNoneIsRefused() {
            assertThat(gzipped("hello".getBytes(StandardCharsets.UTF_8)).status())
                    .isEqualTo(400);
            assertNothingPublished();
        }

        @Test
        void othersAreNotRead() {
            RawResponse answer = client.head(
                            "POST /events/a HTTP/1.1", "Host: a", "Content-Encoding: br", "Content-Length: 0")
                    .read();

            assertThat(answer.status()).isEqualTo(415);
            assertThat(answer.field("Accept-Encoding")).isEqualTo("gzip");
        }

        private RawResponse gzipped(byte[] body) {
            return client.head(
                            "POST /events/a HTTP/1.1",
                            "Host: a",
                            "Content-Encoding: gzip",
                            "Content-Length: " + body.length)
                    .send(body)
                    .read();
        }

        private static byte[] gzip(String text) throws IOException {
            var out = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(out)) {
                gzip.write(text.getBytes(StandardCharsets.UTF_8));
            }
            return out.toByteArray();
        }
    }

    @Nested
    class OtherTypes {
        @ParameterizedTest
        @ValueSource(strings = {"text/plain", "", "application/xml", "multipart/form-data"})
        void areNotReadWithoutATopicInThePath(String type) {
            RawResponse answer = client.post("/events", type, "x").read();

            assertThat(answer.status()).isEqualTo(415);
            assertThat(answer.field("Accept-Post"))
                    .isEqualTo("application/x-www-form-urlencoded, application/json, application/x-ndjson");
        }
    }

    private void assertNothingPublished() {
        assertThat(server.hub().stats().published()).isZero();
    }

    /// Everything of a topic so far.
    private String received(String topic) {
        try (var reader = server.connect()) {
            server.publish(topic, "last of " + topic);
            reader.get("/events/" + topic + "?start=earliest").readHead();
            return reader.readChunksUntil("data: last of " + topic);
        }
    }
}
