package dev.spate.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ParametersTest {
    @Nested
    class Decoding {
        @ParameterizedTest
        @CsvSource(textBlock = """
            a=b,            b
            a=,             ''
            a,              ''
            a=b+c,          b c
            a=b%2Bc,        b+c
            a=%C3%A4,       ä
            a=%c3%a4,       ä
            a=%F0%9F%98%80, 😀
            a==,            =
            a=%26%3D,       &=
            """)
        void givesTheText(String query, String value) {
            assertThat(Parameters.ofQuery(query).values("a")).containsExactly(value);
        }

        @Test
        void takesRawUtf8ForWhatItIs() {
            String raw = new String("a=ä".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

            assertThat(Parameters.ofQuery(raw).values("a")).containsExactly("ä");
        }

        @ParameterizedTest
        @ValueSource(strings = {"a=%", "a=%2", "a=%2x", "a=%x2", "%zz=a", "a=%%20"})
        void refusesMalformedEscapes(String query) {
            assertThatThrownBy(() -> Parameters.ofQuery(query)).hasMessageContaining("two hexadecimal digits");
        }

        @ParameterizedTest
        @ValueSource(strings = {"a=%FF", "a=%C3", "a=%C3%28", "a=%ED%A0%80", "a=%C0%80", "a=%F4%90%80%80", "%FF=a"})
        void refusesWhatIsNotUtf8(String query) {
            assertThatThrownBy(() -> Parameters.ofQuery(query)).hasMessageContaining("(expected: UTF-8)");
        }

        @Test
        void namesTheByteThatIsNotUtf8() {
            assertThatThrownBy(() -> Parameters.ofQuery("topic=ab%FFc"))
                    .hasMessage("query \"topic\": byte 0xff at 2 (expected: UTF-8)");
        }

        @Test
        void findsTheByteFarIntoALongText() {
            String far = "a".repeat(5_000);

            assertThatThrownBy(() -> Parameters.ofQuery("x=" + far + "%FF"))
                    .hasMessage("query \"x\": byte 0xff at 5000 (expected: UTF-8)");
        }

        @Test
        void leavesAPlusOfAPathAlone() {
            assertThat(PercentCode.decodePath("topic", "a+b%2Fc")).isEqualTo("a+b/c");
        }
    }

    @Test
    void parametersKeepTheirOrder() {
        assertThat(Parameters.ofQuery("b=1&&a=2&b=3&").all())
                .containsExactly(new Parameter("b", "1"), new Parameter("a", "2"), new Parameter("b", "3"));
    }

    @Test
    void aFormIsReadLikeAQuery() {
        assertThat(Parameters.ofForm("topic=a&data=x+y".getBytes(StandardCharsets.US_ASCII))
                        .values("data"))
                .containsExactly("x y");
    }

    @Test
    void asManyParametersAsTheLimitAreRead() {
        String query = "a&".repeat(Parameters.MAX_COUNT);

        assertThat(Parameters.ofQuery(query).all()).hasSize(Parameters.MAX_COUNT);
    }

    @Test
    void oneParameterMoreIsTooMany() {
        String query = "a&".repeat(Parameters.MAX_COUNT + 1);

        assertThatThrownBy(() -> Parameters.ofQuery(query)).hasMessageContaining("at most 1000");
    }

    @Test
    void aSingleParameterMayNotComeTwice() {
        assertThatThrownBy(() -> Parameters.ofQuery("start=now&start=now").single("start"))
                .hasMessage("start: 2 given (expected: at most one)");
    }

    @Test
    void oneListFollowsTheOther() {
        assertThat(Parameters.ofQuery("a=1").and(Parameters.ofQuery("a=2")).values("a"))
                .isEqualTo(List.of("1", "2"));
    }
}
