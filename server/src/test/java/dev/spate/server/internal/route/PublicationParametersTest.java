package dev.spate.server.internal.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.hub.Publication;
import dev.spate.hub.Topic;
import dev.spate.hub.Visibility;
import dev.spate.server.internal.http.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PublicationParametersTest {
    @Test
    void aFormMayHaveEveryField() {
        Publication publication =
                form("topic=a&topic=b&data=d&event=e&id=i&retry=5&key=k&private=on&idempotency_key=x");

        assertThat(publication.topics()).containsExactly(new Topic("a"), new Topic("b"));
        assertThat(publication.event().data()).isEqualTo("d");
        assertThat(publication.event().type()).isEqualTo("e");
        assertThat(publication.event().id().text()).isEqualTo("i");
        assertThat(publication.event().retryMillis()).isEqualTo(5);
        assertThat(publication.key()).isEqualTo("k");
        assertThat(publication.visibility()).isEqualTo(Visibility.PRIVATE);
        assertThat(publication.idempotencyKey()).isEqualTo("x");
    }

    @Test
    void aTypeIsAnEvent() {
        assertThat(form("topic=a&type=e").event().type()).isEqualTo("e");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        true, PRIVATE
        1, PRIVATE
        on, PRIVATE
        false, PUBLIC
        0, PUBLIC
        off, PUBLIC
        """)
    void privateHasManySpellings(String text, Visibility expected) {
        assertThat(form("topic=a&private=" + text).visibility()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        data=x                    | topics: none (expected: 1 to 100)
        topic=a&event=b&type=c    | type: beside event (expected: one of them)
        topic=a&data=b&data=c     | data: 2 given (expected: at most one)
        topic=a&retry=x           | retry: "x" (expected: 0 to 86400000 ms)
        topic=a&retry=            | retry: "" (expected: 0 to 86400000 ms)
        topic=a&private=yes       | private: "yes" (expected: true or false
        topic=a&private=          | private: "" (expected: true or false
        topic=a&dat=x             | parameter: "dat" (expected: a known name, the nearest is "data")
        topic=a&ID=x              | parameter: "ID" (expected: a known name, the nearest is "id")
        topic=a&token=secret      | parameter: "token" (expected: none, this hub does not offer it)
        topic=a&event=error       | event: "error" (expected: another type
        """)
    void aFormThatBreaksARuleIsToldWhich(String text, String detail) {
        assertThatThrownBy(() -> form(text)).hasMessageStartingWith(detail);
    }

    @Test
    void foreignFieldsAreIgnored() {
        assertThat(form("topic=a&submit=Send&_=1").topics()).hasSize(1);
    }

    @Test
    void aQueryBesideAPathAddsToIt() {
        var fields = new PublicationFields();
        fields.addTopic("a");

        PublicationParameters.readQuery(Parameters.ofQuery("topic=b&event=e&key=k"), fields);

        assertThat(fields.toPublication().topics()).containsExactly(new Topic("a"), new Topic("b"));
        assertThat(fields.toPublication().event().type()).isEqualTo("e");
    }

    @Test
    void aQueryBesideAPathHasNoData() {
        assertThatThrownBy(() -> PublicationParameters.readQuery(Parameters.ofQuery("data=x"), new PublicationFields()))
                .hasMessageStartingWith("data: in the query (expected: in the body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"topic=a", "event=e", "idempotency_key=x"})
    void aQueryBesideABodyWithFieldsIsNotOverlooked(String query) {
        assertThatThrownBy(() -> PublicationParameters.requireNothing(Parameters.ofQuery(query)))
                .hasMessageContaining(": in the query (expected: in the body");
    }

    @Test
    void aForeignQueryBesideABodyWithFieldsIsIgnored() {
        PublicationParameters.requireNothing(Parameters.ofQuery("_=1"));

        assertThatThrownBy(() -> PublicationParameters.requireNothing(Parameters.ofQuery("Topic=1")))
                .hasMessageContaining("the nearest is \"topic\"");
    }

    private static Publication form(String text) {
        return PublicationParameters.readForm(Parameters.ofQuery(text), new PublicationFields());
    }
}
