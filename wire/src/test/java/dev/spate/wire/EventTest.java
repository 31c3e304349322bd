package dev.spate.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTest {

    @Test
    void ofDataIsADefaultEventWithoutIdOrRetry() {
        Event event = Event.of("hello");

        assertThat(event).isEqualTo(new Event(EventId.NONE, "message", "hello", Event.NO_RETRY));
        assertThat(event.isDefaultType()).isTrue();
        assertThat(event.hasRetry()).isFalse();
    }

    @Test
    void changesOneFieldAtATime() {
        Event event = Event.of("a")
                .withId(new EventId("7"))
                .withType("tick")
                .withData("b")
                .withRetryMillis(0);

        assertThat(event).isEqualTo(new Event(new EventId("7"), "tick", "b", 0));
        assertThat(event.isDefaultType()).isFalse();
        assertThat(event.hasRetry()).isTrue();
    }

    @Test
    void anEmptyTypeBecomesTheDefault() {
        assertThat(Event.of("").withType("tick").withType("").type()).isEqualTo("message");
    }

    @Test
    void aTypeIsComparedExactly() {
        assertThat(Event.of("").withType("Message").isDefaultType()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("dev.spate.wire.EventIdTest#controlCharacters")
    void refusesEveryControlCharacterInTheType(int control) {
        Event event = Event.of("");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> event.withType("a" + (char) control))
                .withMessageStartingWith("type: \"a\\u00");
    }

    @ParameterizedTest
    @MethodSource("dev.spate.wire.EventIdTest#loneSurrogates")
    void refusesALoneSurrogateInTheType(String type) {
        Event event = Event.of("");

        assertThatIllegalArgumentException().isThrownBy(() -> event.withType(type));
    }

    @ParameterizedTest
    @ValueSource(longs = {-2, Long.MIN_VALUE})
    void refusesANegativeRetry(long millis) {
        Event event = Event.of("");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> event.withRetryMillis(millis))
                .withMessage("retryMillis: " + millis + " (expected: >= 0, or -1 for none)");
    }

    @ParameterizedTest
    @ValueSource(longs = {Event.NO_RETRY, 0, Long.MAX_VALUE})
    void takesEveryOtherRetry(long millis) {
        assertThat(Event.of("").withRetryMillis(millis).retryMillis()).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0", "\r\n", "\uD83D", "\uFEFF"})
    void takesAnyData(String data) {
        assertThat(Event.of(data).data()).isEqualTo(data);
    }
}
