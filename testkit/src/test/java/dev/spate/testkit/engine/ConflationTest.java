package dev.spate.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Framing;
import dev.spate.hub.Signals;
import dev.spate.hub.SlowPolicy;
import dev.spate.testkit.RecordingSink;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Who is too far behind is spared the values that newer ones of their key have replaced, and told how many.
class ConflationTest extends SlowSituation {
    @Test
    void givesTheNewestOfEveryKeyAndAllWithoutOne() {
        var slow = stalled(request(SlowPolicy.CONFLATE).withSignals(Signals.ALL));
        for (int round = 0; round < LIMIT_EVENTS; round++) {
            put("a", round);
            put("b", round);
        }
        publish(2);
        int published = number;
        resume(slow);
        put("a", 100);
        room.loop.runAll();

        assertThat(slow.data().subList(1, slow.data().size()))
                .containsExactly(
                        value("a", LIMIT_EVENTS - 1),
                        value("b", LIMIT_EVENTS - 1),
                        text(published - 2),
                        text(published - 1),
                        value("a", 100));
        assertThat(skipped(slow)).isEqualTo(2 * (LIMIT_EVENTS - 1));
        assertThat(room.hub.stats().slow().skipped()).isEqualTo(2 * (LIMIT_EVENTS - 1));
        assertThat(room.hub.stats().slow().conflated()).isEqualTo(1);
        assertThat(room.hub.stats().lagging()).isZero();
    }

    @Test
    void doesNothingAtTheLimit() {
        var slow = stalled(SlowPolicy.CONFLATE);
        for (int round = 0; round < LIMIT_EVENTS; round++) {
            put("a", round);
        }
        resume(slow);

        assertThat(slow.data()).hasSize(1 + LIMIT_EVENTS);
    }

    @Test
    void isAnnouncedOnlyToThoseWhoWantAllSignals() {
        var slow = stalled(SlowPolicy.CONFLATE);
        for (int round = 0; round <= LIMIT_EVENTS; round++) {
            put("a", round);
        }
        resume(slow);

        assertThat(slow.data()).hasSize(2).endsWith(value("a", LIMIT_EVENTS));
        assertThat(types(slow)).containsOnly("spate.position");
    }

    @Test
    void announcementComesBehindThePageThatLeftSomethingOutAndCarriesNoId() {
        var slow = stalled(request(SlowPolicy.CONFLATE).withSignals(Signals.ALL));
        for (int round = 0; round <= LIMIT_EVENTS; round++) {
            put("a", round);
        }
        resume(slow);

        var last = slow.events().getLast();
        assertThat(last.type()).isEqualTo("spate.conflated");
        assertThat(last.lastEventId())
                .isEqualTo(slow.events().get(slow.eventCount() - 2).lastEventId());
    }

    @Test
    void thoseInTheSamePlaceShareTheReading() {
        var slow = Stream.generate(() ->
                        room.subscribe(request(SlowPolicy.CONFLATE), new RecordingSink(room.loop, Framing.PLAIN, 1)))
                .limit(20)
                .toList();
        room.loop.runAll();
        slow.forEach(RecordingSink::stall);
        publish(1);
        for (int round = 0; round < 3 * LIMIT_EVENTS; round++) {
            put("a", round);
        }
        room.loop.runAll();
        slow.forEach(RecordingSink::resume);
        room.loop.runAll();

        assertThat(slow)
                .allSatisfy(sink -> assertThat(sink.data()).containsExactly(text(0), value("a", 3 * LIMIT_EVENTS - 1)));
        assertThat(room.hub.stats().replays().reads()).isEqualTo(1);
    }
}
