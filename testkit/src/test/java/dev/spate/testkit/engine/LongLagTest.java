package dev.spate.testkit.engine;

import static dev.spate.testkit.engine.Room.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Framing;
import dev.spate.hub.HubLimits;
import dev.spate.hub.Retention;
import dev.spate.hub.SlowPolicy;
import dev.spate.testkit.RecordingSink;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A phone that takes a few bytes twice a minute, and so is behind for a whole day of what the log keeps.
class LongLagTest {
    private static final int DAY_SECONDS = 86_400;
    private static final int STEP_SECONDS = 30;
    private static final int STEPS = DAY_SECONDS / STEP_SECONDS;
    private static final String REST = " " + "x".repeat(1_000);
    private static final Retention TWO_DAYS = new Retention(Duration.ofDays(2), 64 << 20, 1_000_000);

    private final Room room = new Room(builder -> builder.memoryLog(TWO_DAYS)
            .limits(HubLimits.standard()
                    .with()
                    .maxWindowBytes(65_536)
                    .maxLoopBehindBytes(8_192)
                    .build()));

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void isGivenEverythingInOrderAndOnceWhenItTakesItAtLast() {
        var phone =
                room.subscribe(to("t").whenSlow(SlowPolicy.CATCH_UP), new RecordingSink(room.loop, Framing.PLAIN, 1));
        room.loop.runAll();

        liveThroughADay(phone, 100);

        assertThat(phone.end()).isEqualTo(RecordingSink.End.NONE);
        assertThat(room.hub.stats().lagging()).isEqualTo(1);
        assertThat(phone.data()).hasSizeLessThan(STEPS / 4);

        phone.resume();
        room.loop.runAll();

        assertThat(phone.data())
                .containsExactlyElementsOf(IntStream.range(0, STEPS)
                        .mapToObj(number -> number + REST)
                        .toList());
        assertThat(phone.signals()).extracting(signal -> signal.type()).containsOnly("spate.position");
        assertThat(room.hub.stats().lagging()).isZero();
        assertThat(room.hub.stats().gaps()).isZero();
    }

    @Test
    void isClosedOnlyIfItTakesNoByteForSoLong() {
        var phone =
                room.subscribe(to("t").whenSlow(SlowPolicy.CATCH_UP), new RecordingSink(room.loop, Framing.PLAIN, 1));
        room.loop.runAll();
        liveThroughADay(phone, 1);
        assertThat(phone.end()).isEqualTo(RecordingSink.End.NONE);

        room.pass((int) room.hub.limits().stalledAfter().toSeconds() + 2);

        assertThat(phone.end()).isEqualTo(RecordingSink.End.ABORTED);
        assertThat(room.hub.stats().closedSlow()).isEqualTo(1);
    }

    private void liveThroughADay(RecordingSink phone, int bytesAStep) {
        for (int step = 0; step < STEPS; step++) {
            phone.stallAfter(bytesAStep);
            room.publish("t", step + REST);
            room.clock.advance(Duration.ofSeconds(STEP_SECONDS));
            room.pass(STEP_SECONDS);
            room.loop.runAll();
        }
    }
}
