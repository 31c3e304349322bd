package dev.spate.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NegotiationTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/event-stream",
                "*/*",
                "text/*",
                "TEXT/Event-Stream; charset=utf-8",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                "image/png, text/event-stream;q=0.001",
                "application/json, text/event-stream;q=0.5",
                "text/plain;q=0, */*"
            })
    void anEventStreamIsAcceptable(String accept) {
        assertThat(of(accept).accepts(Form.EVENT_STREAM)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image/png",
                "text/event-stream;q=0",
                "text/event-stream;q=0, */*",
                "*/*, text/*;q=0",
                "text/event-streamx",
                "text",
                "/",
                "*/event-stream",
                "text/event-stream;q=2",
                "text/event-stream;q=0.0000"
            })
    void anEventStreamIsNotAcceptable(String accept) {
        assertThat(of(accept).accepts(Form.EVENT_STREAM)).isFalse();
    }

    @Test
    void withoutAnAcceptFieldEverythingIs() {
        assertThat(Negotiation.of(HeaderFields.of()).accepts(Form.EVENT_STREAM)).isTrue();
    }

    @Test
    void severalFieldsAreOneList() {
        var fields = HeaderFields.of("Accept", "image/png", "Accept", "application/json");

        assertThat(Negotiation.of(fields).accepts(Form.JSON)).isTrue();
    }

    @Test
    void theMostExactRangeDecides() {
        assertThat(of("*/*;q=0.1, text/*;q=0.2, text/event-stream;q=0.3").quality(Form.EVENT_STREAM))
                .isEqualTo(300);
    }

    private static Negotiation of(String accept) {
        return Negotiation.of(HeaderFields.of("Accept", accept));
    }
}
