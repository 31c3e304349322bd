package dev.spate.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spate.wire.Event;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicationTest {
    private static final Publication PLAIN = Publication.of("news", "hello");

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\0", "a\rb", "a\nb", "a\0b", "\u0085", "\u007f", "\t"})
    void controlCharactersAreRefusedInEveryField(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Topic(text));
        assertThatIllegalArgumentException().isThrownBy(() -> PLAIN.withType(text));
        assertThatIllegalArgumentException().isThrownBy(() -> PLAIN.withId(text));
        assertThatIllegalArgumentException().isThrownBy(() -> PLAIN.withKey(text));
        assertThatIllegalArgumentException().isThrownBy(() -> PLAIN.withIdempotencyKey(text));
    }

    @Test
    void theMessageShowsTheOffendingCharacterWithoutLettingItOut() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PLAIN.withKey("a\nb"))
                .withMessage("key: \"a\\u000ab\" (expected: no control characters, found U+000A at 1)");
    }

    @Nested
    class AtTheLimits {
        @Test
        void topicOf1024BytesIsTakenAndOneMoreIsNot() {
            assertThat(new Topic("é".repeat(512)).bytes()).isEqualTo(1024);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Topic("é".repeat(512) + "x"))
                    .withMessageEndingWith("(expected: at most 1024 bytes, got 1025)");
        }

        @Test
        void idOf128BytesIsTakenAndOneMoreIsNot() {
            assertThat(PLAIN.withId("x".repeat(128)).event().id().text()).hasSize(128);
            assertThatIllegalArgumentException().isThrownBy(() -> PLAIN.withId("x".repeat(129)));
        }

        @Test
        void typeOf128BytesIsTakenAndOneMoreIsNot() {
            assertThat(PLAIN.withType("x".repeat(128)).event().type()).hasSize(128);
            assertThatIllegalArgumentException().isThrownBy(() -> PLAIN.withType("x".repeat(129)));
        }

        @Test
        void keyOf256BytesIsTakenAndOneMoreIsNot() {
            assertThat(PLAIN.withKey("😀".repeat(64)).key()).hasSize(128);
            assertThatIllegalArgumentException().isThrownBy(() -> PLAIN.withKey("😀".repeat(64) + "x"));
        }

        @Test
        void hundredTopicsAreTakenAndOneMoreOrNoneAreNot() {
            var topic = new Topic("t");

            assertThat(Publication.of(Collections.nCopies(100, topic), Event.of(""))
                            .topics())
                    .hasSize(100);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Publication.of(Collections.nCopies(101, topic), Event.of("")))
                    .withMessage("topics: 101 (expected: 1 to 100)");
            assertThatIllegalArgumentException().isThrownBy(() -> Publication.of(List.of(), Event.of("")));
        }

        @Test
        void retryOfADayIsTakenAndOneMillisecondMoreIsNot() {
            var topics = PLAIN.topics();

            Publication.of(topics, Event.of("").withRetryMillis(86_400_000));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Publication.of(topics, Event.of("").withRetryMillis(86_400_001)))
                    .withMessage("retry: 86400001 (expected: 0 to 86400000 ms)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"#", "#a-1", "earliest"})
    void idsThatTheHubKeepsForItselfAreRefused(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> PLAIN.withId(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"spate.", "spate.gap", "spate.x"})
    void typesOfSignalsAreRefused(String type) {
        assertThatIllegalArgumentException().isThrownBy(() -> PLAIN.withType(type));
    }

    @Test
    void loneSurrogateInATopicIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Topic("a\ud800b"))
                .withMessage("topic: \"a\\ud800b\" (expected: well-formed Unicode, found a lone surrogate at 1)");
    }
}
