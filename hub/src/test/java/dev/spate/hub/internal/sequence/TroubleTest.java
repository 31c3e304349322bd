package dev.spate.hub.internal.sequence;

import static dev.spate.hub.internal.sequence.SequencerRoom.join;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.HubException;
import dev.spate.hub.PublishResult;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// The log takes nothing for a while.
class TroubleTest {
    private static final String FULL = "disk: full (expected: 64 MiB free)";

    @AutoClose
    private final SequencerRoom room = new SequencerRoom();

    private final ScriptedLog log = room.log;

    @Test
    void publicationsAreRefusedAtOnceAndToldWhy() {
        var sequencer = room.sequencer();
        log.trouble(FULL);

        var answer = room.offer(sequencer, "x");

        assertThat(answer).isCompletedWithValue(new PublishResult.Refused(PublishResult.Reason.LOG_FAILED, FULL));
        assertThat(log.appends).isEmpty();
        assertThat(sequencer.refused()).isEqualTo(1);
        assertThat(room.logFailures).isEmpty();
    }

    @Test
    void theyAreTakenAgainWhenItIsOver() throws InterruptedException {
        var sequencer = room.sequencer();
        log.trouble(FULL);
        room.offer(sequencer, "refused");
        log.trouble("");

        var answer = room.offer(sequencer, "taken");
        log.answer(log.next());

        assertThat(join(answer)).isInstanceOf(PublishResult.Accepted.class);
    }

    @Test
    void aBatchThatFailsIsToldOnceHoweverManyAreInIt() throws InterruptedException {
        var sequencer = room.stuck(limits -> limits);
        var answers = IntStream.range(0, 100)
                .mapToObj(number -> room.offer(sequencer, "" + number))
                .toList();
        log.answer(room.underWay);

        log.next().fail(new HubException(FULL, new IllegalStateException("full")));

        answers.forEach(answer -> SequencerRoom.assertRefused(answer, PublishResult.Reason.LOG_FAILED));
        assertThat(room.logFailures).singleElement().isInstanceOf(HubException.class);
    }
}
