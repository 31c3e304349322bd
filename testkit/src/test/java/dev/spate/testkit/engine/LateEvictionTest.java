package dev.spate.testkit.engine;

import static dev.spate.testkit.engine.Room.to;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A log with its files on a disk evicts some time after it was asked to. What is gone then is not given any more,
/// though its bytes are still in memory.
final class LateEvictionTest {
    @Test
    void whatIsEvictedAfterTheHubAskedForItIsNotGivenToWhoComesBack() {
        var log = new LateEvictionLog(Room.AMPLE);
        try (var room = new Room(builder -> builder.log(log))) {
            String last = room.publish("news", "seen");
            room.publish("news", "missed");
            room.ticker.advance(Duration.ofSeconds(1));
            room.publish("other", "more");
            log.pass(Room.AMPLE.age().plusSeconds(1));

            assertThat(log.evict()).isPositive();

            var sink = room.subscribe(to("news").after(last));
            room.loop.runAll();
            assertThat(room.hub.stats().logEntries()).isZero();
            assertThat(sink.data()).doesNotContain("missed");
            assertThat(sink.signals())
                    .singleElement()
                    .satisfies(gap -> assertThat(gap.data()).contains("\"reason\":\"expired\""));
        }
    }
}
