package dev.spate.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTest {

    @Test
    void aProblemDocumentIsRead() {
        Problem problem = Problem.of(
                400,
                "application/problem+json",
                "{\"type\":\"/p/x\",\"title\":\"T\",\"status\":400,\"detail\":\"why\"}");

        assertThat(problem).isEqualTo(new Problem(400, "/p/x", "why"));
    }

    @Test
    void withoutADetailTheTitleSpeaks() {
        assertThat(Problem.of(400, "application/problem+json", "{\"title\":\"T\"}")
                        .detail())
                .isEqualTo("T");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "{\"detail\":\"\"}", "{}", "{\"detail\":5}"})
    void whereNothingIsSaidTheStatusSpeaks(String body) {
        assertThat(Problem.of(404, "application/json", body).detail()).isEqualTo("status: 404");
    }

    @Test
    void anotherBodyIsShortenedToALine() {
        Problem problem = Problem.of(500, "text/html", "<h1>\u001b[31mOops</h1>\r\n\r\n" + "x".repeat(1000));

        assertThat(problem.detail())
                .startsWith("<h1> [31mOops</h1> xxx")
                .endsWith("x…")
                .hasSize(401);
    }

    @Test
    void jsonThatIsNotFlatIsShownAsItIs() {
        assertThat(Problem.of(500, "application/json", "{\"a\":[1]}").detail()).isEqualTo("{\"a\":[1]}");
    }
}
