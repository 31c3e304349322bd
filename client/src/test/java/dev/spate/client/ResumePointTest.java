package dev.spate.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumePointTest {

    private static final URI EVENTS = URI.create("http://host/events");

    @Test
    void noneIsNotSent() {
        assertThat(ResumePoint.NONE.headers()).isEmpty();
        assertThat(ResumePoint.NONE.on(EVENTS)).isEqualTo(EVENTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"#e-1", "a b", "~", "!", "\"<>\""})
    void visibleAsciiTravelsInTheHeader(String id) {
        ResumePoint point = new ResumePoint(id);

        assertThat(point.headers()).isEqualTo(Map.of("Last-Event-ID", id));
        assertThat(point.on(EVENTS)).isEqualTo(EVENTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", " a", "a ", "é", "\t", "a\u007f", "a\u001fb"})
    void theRestTravelsInTheQuery(String id) {
        ResumePoint point = new ResumePoint(id);

        assertThat(point.headers()).isEmpty();
        assertThat(point.on(EVENTS).getQuery()).isEqualTo("last_event_id=" + id);
    }

    @Test
    void anOlderOneInTheQueryGivesWay() {
        URI older = URI.create("http://host/events?topic=t&last_event_id=1&last_event_ids=2&last_event_id");

        assertThat(new ResumePoint("é").on(older))
                .isEqualTo(URI.create("http://host/events?topic=t&last_event_ids=2&last_event_id=%C3%A9"));
    }
}
