package dev.spate.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NearestNameTest {
    private final NearestName nearest =
            NearestName.amongForeign(List.of("topic", "event", "key", "id", "last_event_id", "heartbeat"));

    @ParameterizedTest
    @CsvSource(textBlock = """
        topik, topic
        topics, topic
        tpic, topic
        tpoic, topic
        Topic, topic
        TOPIC, topic
        ky, key
        keys, key
        ID, id
        last-event-id, last_event_id
        last_event, ''
        lastevent_id, last_event_id
        lasteventid, last_event_id
        hartbeet, heartbeat
        heart, ''
        """)
    void findsWhatWasMeant(String name, String expected) {
        assertThat(nearest.to(name).orElse("")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"_", "v", "utm_source", "ids", "uid", "cb", "tip", "ev", "access_token", ""})
    void leavesForeignNamesAlone(String name) {
        assertThat(nearest.to(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        topik, topics
        tpcs, topics
        evnt, event
        zzzzz, ''
        """)
    void isMoreLenientWhereAllIsKnown(String name, String expected) {
        assertThat(NearestName.ofClosedSet(List.of("topics", "event")).to(name).orElse(""))
                .isEqualTo(expected);
    }
}
