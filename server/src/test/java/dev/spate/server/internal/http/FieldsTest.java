package dev.spate.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FieldsTest {
    @Test
    void namesAreComparedWithoutRegardToCase() {
        assertThat(HeaderFields.of("X-a", "1").first("x-A")).contains("1");
    }

    @Test
    void listsOfSeveralFieldsAreOneList() {
        assertThat(HeaderFields.of("A", "b, c,", "a", " d ").members("A")).containsExactly("b", "c", "d");
    }

    @Test
    void bytesOfAFieldAreReadAsUtf8() {
        String onTheWire = new String("ä😀".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

        assertThat(HeaderFields.of("Last-Event-ID", onTheWire).firstUtf8("last-event-id"))
                .contains("ä😀");
    }

    @Test
    void bytesThatAreNotUtf8AreReplaced() {
        assertThat(HeaderFields.of("Last-Event-ID", "a\u00ff").firstUtf8("last-event-id"))
                .contains("a\ufffd");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=true",
                "Status=True",
                "respond-async, status=true",
                "status=\"true\"",
                "status = true;x=1"
            })
    void aStatusCanBePreferred(String prefer) {
        assertThat(Preferences.wantsStatus(HeaderFields.of("Prefer", prefer))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"status=false", "status", "", "xstatus=true", "status=trueish"})
    void aStatusIsNotPreferredByChance(String prefer) {
        assertThat(Preferences.wantsStatus(HeaderFields.of("Prefer", prefer))).isFalse();
    }

    @Test
    void aContentTypeIsReadWithoutItsParameters() {
        assertThat(ContentType.essence(HeaderFields.of("Content-Type", "Application/JSON ; charset=utf-8")))
                .isEqualTo("application/json");
        assertThat(ContentType.essence(HeaderFields.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "gzip, gzip", "deflate", "zstd", "gzip, br"})
    void aCodingThatIsNotReadIsRefused(String coding) {
        assertThatThrownBy(() -> ContentCoding.of(HeaderFields.of("Content-Encoding", coding)))
                .isInstanceOfSatisfying(RefusedException.class, refused -> {
                    assertThat(refused.problem().kind()).isEqualTo(ProblemKind.UNSUPPORTED_MEDIA_TYPE);
                    assertThat(refused.problem().fields()).contains(new HeaderField("Accept-Encoding", "gzip"));
                });
    }

    @Test
    void codingsThatAreReadAreKnown() {
        assertThat(ContentCoding.of(HeaderFields.of())).isEqualTo(ContentCoding.IDENTITY);
        assertThat(ContentCoding.of(HeaderFields.of("Content-Encoding", "identity")))
                .isEqualTo(ContentCoding.IDENTITY);
        assertThat(ContentCoding.of(HeaderFields.of("Content-Encoding", "GZIP")))
                .isEqualTo(ContentCoding.GZIP);
        assertThat(ContentCoding.of(HeaderFields.of("Content-Encoding", "x-gzip")))
                .isEqualTo(ContentCoding.GZIP);
    }

    @Test
    void aProblemIsADocument() {
        var problem = Problem.of(ProblemKind.BAD_PARAMETER, "topik: \"a\" (expected: topic)")
                .with("Allow", "GET");

        Answer answer = problem.toAnswer();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"type\":\"/problems/bad-parameter\",\"title\":\"A parameter is wrong\",\"status\":400,"
                        + "\"detail\":\"topik: \\\"a\\\" (expected: topic)\"}");
        assertThat(answer.fields())
                .contains(new HeaderField("Content-Type", "application/problem+json"), new HeaderField("Allow", "GET"));
    }

    @Test
    void textsOfStrangersAreShownShortAndInOneLine() {
        assertThat(Quoted.text("a\nb\ud800c")).isEqualTo("\"a\\u000ab\\ud800c\"");
        assertThat(Quoted.text("😀")).isEqualTo("\"😀\"");
        assertThat(Quoted.text("x".repeat(60))).isEqualTo("\"" + "x".repeat(60) + "\"");
        assertThat(Quoted.text("x".repeat(61))).isEqualTo("\"" + "x".repeat(60) + "…\"");
    }

    @Test
    void aBudgetIsNotOverdrawn() {
        var budget = new BodyBudget(10);

        assertThat(budget.reserve(10)).isTrue();
        assertThat(budget.reserve(1)).isFalse();
        budget.release(4);
        assertThat(budget.reserve(4)).isTrue();
        assertThat(budget.held()).isEqualTo(10);
    }
}
