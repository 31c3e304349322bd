package dev.spate.hub.internal.sequence;

import static dev.spate.hub.internal.sequence.SequencerRoom.accepted;
import static dev.spate.hub.internal.sequence.SequencerRoom.assertRefused;
import static dev.spate.hub.internal.sequence.SequencerRoom.first;
import static dev.spate.hub.internal.sequence.SequencerRoom.join;
import static dev.spate.hub.internal.sequence.SequencerRoom.keyed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.HubException;
import dev.spate.hub.Publication;
import dev.spate.hub.PublishResult;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// The same idempotency key comes twice.
class RepeatTest {
    @AutoClose
    private final SequencerRoom room = new SequencerRoom();

    private final ScriptedLog log = room.log;

    @Test
    void theLogHoldsNeitherKeyNorPrincipal() throws InterruptedException {
        room.offer(room.sequencer(), keyed("order 17", "x"));

        var append = log.next();
        log.answer(append);

        assertThat(append.batch().getFirst().idempotencyKey())
                .hasSize(22)
                .doesNotContain("order", "ann")
                .isEqualTo(ScopedKey.of("ann", "order 17").text());
    }

    @Nested
    class InALaterBatch {
        @Test
        void isAnsweredWithTheFirstOnesPositionAndId() throws InterruptedException {
            var sequencer = room.sequencer();
            var publication = keyed("k", "x").withId("own");
            long offset = answered(sequencer, publication);

            var again = room.offer(sequencer, publication);

            assertThat(first(again)).isEqualTo(offset);
            assertThat(((PublishResult.Duplicate) join(again)).id()).isEqualTo("own");
            assertThat(log.appends).isEmpty();
            assertThat(sequencer.duplicates()).isEqualTo(1);
        }

        @Test
        void isRefusedIfItSaysSomethingElse() throws InterruptedException {
            var sequencer = room.sequencer();
            answered(sequencer, keyed("k", "x"));

            var other = room.offer(sequencer, keyed("k", "y"));

            assertRefused(other, PublishResult.Reason.KEY_REUSED);
            assertThat(sequencer.refused()).isEqualTo(1);
            assertThat(sequencer.duplicates()).isZero();
            assertThat(first(room.offer(sequencer, keyed("k", "x")))).isEqualTo(1);
        }

        @Test
        void isAnsweredThoughItsKeyIsForgottenMeanwhile() throws InterruptedException {
            var sequencer = room.sequencer(limits -> limits.maxIdempotencyKeys(1));
            answered(sequencer, keyed("k", "x"));
            room.offer(sequencer, "holds the next batch up");
            var underWay = log.next();
            var again = room.offer(sequencer, keyed("k", "x"));
            room.offer(sequencer, keyed("l", "x"));
            room.offer(sequencer, keyed("m", "x"));
            var againInBatch = room.offer(sequencer, keyed("l", "x"));

            log.answer(underWay);
            log.answer(log.next());

            assertThat(first(again)).isEqualTo(1);
            assertThat(join(againInBatch)).isInstanceOf(PublishResult.Duplicate.class);
        }
    }

    @Nested
    class InTheSameBatch {
        @Test
        void isAnsweredWithTheFirstOnesPosition() throws InterruptedException {
            var sequencer = room.stuck(limits -> limits);
            var first = room.offer(sequencer, keyed("k", "x"));
            var again = room.offer(sequencer, keyed("k", "x"));

            log.answer(room.underWay);
            var batch = log.next();
            log.answer(batch);

            assertThat(batch.batch()).hasSize(1);
            assertThat(first(again)).isEqualTo(accepted(first));
            assertThat(sequencer.duplicates()).isEqualTo(1);
        }

        @Test
        void isRefusedIfItSaysSomethingElse() throws InterruptedException {
            var sequencer = room.stuck(limits -> limits);
            var first = room.offer(sequencer, keyed("k", "x"));
            var other = room.offer(sequencer, keyed("k", "y"));

            log.answer(room.underWay);
            log.answer(log.next());

            assertThat(join(first)).isInstanceOf(PublishResult.Accepted.class);
            assertRefused(other, PublishResult.Reason.KEY_REUSED);
        }

        @Test
        void sharesTheFateOfAFirstThatFails() throws InterruptedException {
            var sequencer = room.stuck(limits -> limits);
            var first = room.offer(sequencer, keyed("k", "x"));
            var again = room.offer(sequencer, keyed("k", "x"));
            var other = room.offer(sequencer, keyed("k", "y"));
            log.answer(room.underWay);
            log.next().fail(broken());

            assertRefused(first, PublishResult.Reason.LOG_FAILED);
            assertRefused(again, PublishResult.Reason.LOG_FAILED);
            assertRefused(other, PublishResult.Reason.LOG_FAILED);
            assertThat(room.logFailures).hasSize(1);
        }
    }

    @Nested
    class OfWhatTheLogGaveNoAnswerTo {
        @Test
        void isAppendedIfTheLogDoesNotHaveIt() throws InterruptedException {
            var sequencer = room.sequencer();
            failed(sequencer, keyed("k", "x"));

            var again = room.offer(sequencer, keyed("k", "x"));
            log.answer(log.next());

            assertThat(join(again)).isInstanceOf(PublishResult.Accepted.class);
        }

        @Test
        void isARepeatIfTheLogHasItAllTheSame() throws InterruptedException {
            var sequencer = room.sequencer();
            answered(sequencer, keyed("before", "x"));
            failed(sequencer, keyed("k", "x"));
            log.hold(0, SequencerRoom.asHeld(keyed("k", "x")));

            var again = room.offer(sequencer, keyed("k", "x"));
            var other = room.offer(sequencer, keyed("k", "y"));

            assertThat(first(again)).isEqualTo(2);
            assertRefused(other, PublishResult.Reason.KEY_REUSED);
            assertThat(log.appends).isEmpty();
        }

        @Test
        void isARepeatThoughOthersWithoutAKeyCameSince() throws InterruptedException {
            var sequencer = room.sequencer();
            answered(sequencer, keyed("before", "x"));
            failed(sequencer, keyed("k", "x"));
            log.hold(0, SequencerRoom.asHeld(keyed("k", "x")));
            answered(sequencer, Publication.of("t", "has no key"));

            var again = room.offer(sequencer, keyed("k", "x"));

            assertThat(first(again)).isEqualTo(2);
            assertThat(log.appends).isEmpty();
        }

        @Test
        void isLookedForOnceAndOnlyBehindWhatIsKnown() throws InterruptedException {
            var sequencer = room.sequencer();
            answered(sequencer, keyed("before", "x"));
            failed(sequencer, keyed("k", "x"));
            int readsBefore = log.keyedReads.size();

            answered(sequencer, keyed("l", "x"));
            answered(sequencer, keyed("m", "x"));

            assertThat(log.keyedReads.subList(readsBefore, log.keyedReads.size()))
                    .containsExactly(1L);
        }

        @Test
        void isRefusedWhileTheLogCannotBeRead() throws InterruptedException {
            var sequencer = room.sequencer();
            failed(sequencer, keyed("k", "x"));
            log.failReading(broken());

            assertRefused(room.offer(sequencer, keyed("k", "x")), PublishResult.Reason.LOG_FAILED);
            assertThat(answered(sequencer, Publication.of("t", "has no key"))).isEqualTo(1);
            log.failReading(null);

            assertThat(answered(sequencer, keyed("k", "x"))).isEqualTo(2);
        }

        private void failed(Sequencer sequencer, Publication publication) throws InterruptedException {
            var answer = room.offer(sequencer, publication);
            log.next().fail(broken());
            assertRefused(answer, PublishResult.Reason.LOG_FAILED);
        }
    }

    private long answered(Sequencer sequencer, Publication publication) throws InterruptedException {
        var answer = room.offer(sequencer, publication);
        log.answer(log.next());
        return accepted(answer);
    }

    private static HubException broken() {
        return new HubException("log: broken (expected: whole)", new IllegalStateException("broken"));
    }
}
