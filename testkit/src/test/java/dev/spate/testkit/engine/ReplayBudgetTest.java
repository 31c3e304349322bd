package dev.spate.testkit.engine;

import static dev.spate.testkit.engine.Room.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Framing;
import dev.spate.hub.HubBuilder;
import dev.spate.hub.HubLimits;
import dev.spate.hub.Publication;
import dev.spate.hub.StartAt;
import dev.spate.hub.SubscribeRequest;
import dev.spate.testkit.RecordingSink;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What one who begins is given of what it missed is bounded by bytes, to within one go.
class ReplayBudgetTest {
    private static final int EVENT_BYTES = 256;
    private static final int GO_EVENTS = 4;
    private static final int BUDGET_EVENTS = 16;
    private static final int TEXT_LENGTH = EVENT_BYTES - "data: \nid: n000000\n\n".length();

    private final Room room = new Room(ReplayBudgetTest::bounded);
    private int number;

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void whatIsBeyondItIsAGapUpToTheHead() {
        publish(100);
        var sink = begin(to("t").after(id(0)));
        publish(1);
        room.loop.runAll();

        assertThat(sink.data()).hasSize(BUDGET_EVENTS + 1).endsWith(text(number - 1));
        assertThat(sink.data().subList(0, BUDGET_EVENTS)).isEqualTo(texts(1, BUDGET_EVENTS + 1));
        assertThat(sink.signals())
                .singleElement()
                .satisfies(gap -> assertThat(gap.data())
                        .contains("\"reason\":\"expired\"")
                        .contains("\"from\":\"" + id(BUDGET_EVENTS) + "\"")
                        .contains("\"to\":\"" + id(99) + "\""));
        assertThat(room.hub.stats().gapReasons().expired()).isEqualTo(1);
    }

    @Test
    void whatJustFitsIsNoGap() {
        publish(BUDGET_EVENTS + 1);
        var sink = begin(to("t").after(id(0)));

        assertThat(sink.data()).hasSize(BUDGET_EVENTS);
        assertThat(sink.signals()).isEmpty();
    }

    @Test
    void oneMoreIsAGap() {
        publish(BUDGET_EVENTS + 2);
        var sink = begin(to("t").after(id(0)));

        assertThat(sink.data()).hasSize(BUDGET_EVENTS);
        assertThat(sink.signals()).hasSize(1);
    }

    @Test
    void onlyWhatIsGivenCounts() {
        for (int index = 0; index < 100; index++) {
            room.publish("other", "x".repeat(1_000));
        }
        publish(BUDGET_EVENTS);
        var sink = begin(to("t").from(new StartAt.Earliest()));

        assertThat(sink.data()).hasSize(BUDGET_EVENTS);
        assertThat(sink.signals()).isEmpty();
    }

    @Test
    void whoHasBeenLiveHasNone() {
        var slow = room.subscribe(to("t"), new RecordingSink(room.loop, Framing.PLAIN, 1));
        room.loop.runAll();
        slow.stall();
        room.loop.runAll();
        publish(1);
        room.loop.runAll();
        publish(100);
        room.loop.runAll();
        slow.resume();
        room.loop.runAll();

        assertThat(slow.data()).isEqualTo(texts(0, 101));
    }

    @Test
    void snapshotIsBoundedByItToo() {
        for (int index = 0; index < 100; index++) {
            room.publish(named(Publication.of("t", text(number))).withKey("k" + index));
        }
        var sink = begin(to("t").from(new StartAt.Snapshot()));
        publish(1);
        room.loop.runAll();

        assertThat(sink.data()).hasSize(BUDGET_EVENTS + 1).endsWith(text(number - 1));
        assertThat(sink.signals()).hasSize(1);
    }

    @Test
    void comingBackWithTheIdOfTheGapBringsNoOther() {
        publish(100);
        var first = begin(to("t").after(id(0)));
        var second = begin(to("t").after(first.lastEventId()));

        assertThat(second.events()).isEmpty();
    }

    private static HubBuilder bounded(HubBuilder builder) {
        return builder.memoryLog(Room.AMPLE)
                .limits(HubLimits.standard()
                        .with()
                        .maxDrainBytes(GO_EVENTS * EVENT_BYTES)
                        .maxReplayBytes(BUDGET_EVENTS * EVENT_BYTES)
                        .build());
    }

    private RecordingSink begin(SubscribeRequest request) {
        var sink = room.subscribe(request);
        room.loop.runAll();
        return sink;
    }

    private void publish(int count) {
        for (int index = 0; index < count; index++) {
            room.publish(named(Publication.of("t", text(number))));
        }
    }

    /// With an id of its own, so that all events are of the same size.
    private Publication named(Publication publication) {
        return publication.withId("n%06d".formatted(number++));
    }

    private String id(int index) {
        return room.published.get(index).position().text();
    }

    private static List<String> texts(int from, int to) {
        return IntStream.range(from, to).mapToObj(ReplayBudgetTest::text).toList();
    }

    private static String text(int number) {
        var text = "event %06d ".formatted(number);
        return text + "x".repeat(TEXT_LENGTH - text.length());
    }
}
