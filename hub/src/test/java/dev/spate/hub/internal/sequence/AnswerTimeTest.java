package dev.spate.hub.internal.sequence;

import static dev.spate.hub.internal.sequence.SequencerRoom.accepted;
import static dev.spate.hub.internal.sequence.SequencerRoom.assertRefused;
import static dev.spate.hub.internal.sequence.SequencerRoom.first;
import static dev.spate.hub.internal.sequence.SequencerRoom.join;
import static dev.spate.hub.internal.sequence.SequencerRoom.keyed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spate.hub.Durability;
import dev.spate.hub.HubException;
import dev.spate.hub.Publication;
import dev.spate.hub.PublishResult;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Publishers that want to be answered sooner or later than the log is configured for.
class AnswerTimeTest {
    @Nested
    class OnALogForDisk {
        @AutoClose
        private final SequencerRoom room = new SequencerRoom(Durability.DISK);

        private final ScriptedLog log = room.log;

        @Test
        void whoWantsMemoryIsAnsweredOnceItIsWrittenAndTheOthersWait() throws InterruptedException {
            var sequencer = room.stuck(limits -> limits);
            var early = offer(sequencer, "early", Durability.MEMORY);
            var late = offer(sequencer, "late", Durability.DISK);
            log.answer(room.underWay);
            var append = log.next();

            log.write(append);

            assertThat(accepted(early)).isEqualTo(2);
            assertThat(late).isNotDone();
            log.sync(append);
            assertThat(accepted(late)).isEqualTo(3);
        }

        @Test
        void theNextBatchWaitsForTheDiskAllTheSame() throws InterruptedException {
            var sequencer = room.sequencer();
            var early = offer(sequencer, "early", Durability.MEMORY);
            var append = log.next();
            log.write(append);
            join(early);
            offer(sequencer, "next", Durability.MEMORY);

            assertThat(log.appends).isEmpty();
            assertThat(sequencer.acknowledged()).isZero();
            log.sync(append);

            assertThat(log.next().data()).containsExactly("next");
            assertThat(sequencer.acknowledged()).isEqualTo(1);
        }

        @Test
        void whoWasAnsweredEarlyIsNotTakenBackWhenTheDiskFails() throws InterruptedException {
            var sequencer = room.stuck(limits -> limits);
            var early = offer(sequencer, "early", Durability.MEMORY);
            var late = offer(sequencer, "late", Durability.DISK);
            log.answer(room.underWay);
            var append = log.next();
            log.write(append);
            join(early);

            append.durable().completeExceptionally(broken());

            assertRefused(late, PublishResult.Reason.LOG_FAILED);
            assertThat(sequencer.published()).isEqualTo(3);
            assertThat(sequencer.refused()).isEqualTo(1);
            assertThat(room.logFailures).hasSize(1);
        }

        @Test
        void whatCannotBeWrittenIsToldOnceAndAtOnce() throws InterruptedException {
            var sequencer = room.stuck(limits -> limits);
            var early = offer(sequencer, "early", Durability.MEMORY);
            var late = offer(sequencer, "late", Durability.DISK);
            log.answer(room.underWay);

            log.next().written().completeExceptionally(broken());

            assertRefused(early, PublishResult.Reason.LOG_FAILED);
            assertRefused(late, PublishResult.Reason.LOG_FAILED);
            assertThat(room.logFailures).hasSize(1);
        }

        @Test
        void aRepeatThatWantsMemoryIsAnsweredWithItsFirst() throws InterruptedException {
            var sequencer = room.stuck(limits -> limits);
            var first = room.offer(sequencer, keyed("k", "x"), Durability.DISK);
            var again = room.offer(sequencer, keyed("k", "x"), Durability.MEMORY);
            log.answer(room.underWay);
            var append = log.next();

            log.write(append);

            assertThat(first(again)).isEqualTo(2);
            assertThat(first).isNotDone();
            log.sync(append);
            assertThat(accepted(first)).isEqualTo(2);
        }

        @Test
        void aPublicationThatWasAnsweredEarlyAndLostIsNoRepeat() throws InterruptedException {
            var sequencer = room.sequencer();
            var early = room.offer(sequencer, keyed("k", "x"), Durability.MEMORY);
            var append = log.next();
            log.write(append);
            assertThat(accepted(early)).isEqualTo(1);
            append.durable().completeExceptionally(broken());

            var again = room.offer(sequencer, keyed("k", "x"), Durability.DISK);
            log.answer(log.next());

            assertThat(accepted(again)).isEqualTo(2);
        }

        private CompletableFuture<PublishResult> offer(Sequencer sequencer, String data, Durability after) {
            return room.offer(sequencer, Publication.of("t", data), after);
        }
    }

    @Nested
    class OnALogForMemory {
        @AutoClose
        private final SequencerRoom room = new SequencerRoom(Durability.MEMORY);

        private final ScriptedLog log = room.log;

        @Test
        void whoWantsDiskIsAnsweredOnceItIsDurableAndOtherBatchesGoOn() throws InterruptedException {
            var sequencer = room.sequencer();
            var late = offer(sequencer, "late", Durability.DISK);
            var append = log.next();
            log.write(append);
            var early = offer(sequencer, "early", Durability.MEMORY);
            log.answer(log.next());

            assertThat(accepted(early)).isEqualTo(2);
            assertThat(late).isNotDone();
            log.sync(append);

            assertThat(accepted(late)).isEqualTo(1);
        }

        @Test
        void answersThatWaitForTheDiskAreGivenWhileABatchIsUnderWay() throws InterruptedException {
            var sequencer = room.sequencer();
            var late = offer(sequencer, "late", Durability.DISK);
            var append = log.next();
            log.write(append);
            offer(sequencer, "under way", Durability.MEMORY);
            log.next();

            log.sync(append);

            assertThat(accepted(late)).isEqualTo(1);
        }

        @Test
        void aDiskThatFailsIsToldToThoseWhoWaitForIt() throws InterruptedException {
            var sequencer = room.sequencer();
            var late = offer(sequencer, "late", Durability.DISK);
            var append = log.next();
            log.write(append);

            append.durable().completeExceptionally(broken());

            assertRefused(late, PublishResult.Reason.LOG_FAILED);
            assertThat(room.logFailures).hasSize(1);
            assertThat(sequencer.published()).isEqualTo(1);
        }

        @Test
        void aRepeatThatWantsDiskWaitsForItsFirst() throws InterruptedException {
            var sequencer = room.sequencer();
            var first = room.offer(sequencer, keyed("k", "x"), Durability.MEMORY);
            var append = log.next();
            log.write(append);
            assertThat(accepted(first)).isEqualTo(1);

            var again = room.offer(sequencer, keyed("k", "x"), Durability.DISK);
            var quick = room.offer(sequencer, keyed("k", "x"), Durability.MEMORY);

            assertThat(first(quick)).isEqualTo(1);
            assertThat(again).isNotDone();
            log.sync(append);
            assertThat(first(again)).isEqualTo(1);
        }

        @Test
        void aRepeatOfWhatIsOnTheDiskIsAnsweredThoughALaterAppendFailed() throws InterruptedException {
            var sequencer = room.sequencer();
            room.offer(sequencer, keyed("k", "x"), Durability.DISK);
            log.answer(log.next());
            var lost = offer(sequencer, "lost", Durability.MEMORY);
            log.next().fail(broken());
            assertRefused(lost, PublishResult.Reason.LOG_FAILED);

            var again = room.offer(sequencer, keyed("k", "x"), Durability.DISK);

            assertThat(first(again)).isEqualTo(1);
        }

        @Test
        void nothingIsAppendedWhileTooManyWaitForTheDisk() throws InterruptedException {
            var sequencer = room.sequencer(limits -> limits.maxQueuedPublications(2));
            var one = appended(sequencer, "1");
            var two = appended(sequencer, "2");
            offer(sequencer, "3", Durability.MEMORY);

            assertThat(sequencer.queued()).isEqualTo(1);
            assertThat(log.appends).isEmpty();
            log.sync(one);

            assertThat(log.next().data()).containsExactly("3");
            assertThat(two.durable()).isNotDone();
        }

        @Test
        void drainingWaitsForThem() throws InterruptedException {
            var sequencer = room.sequencer();
            var append = appended(sequencer, "late");
            var drained = sequencer.drain().toCompletableFuture();

            assertThat(drained).isNotDone();
            log.sync(append);

            join(drained);
            assertThat(sequencer.refused()).isZero();
        }

        @Test
        void closingAnswersThem() throws InterruptedException {
            var sequencer = room.sequencer();
            var late = offer(sequencer, "late", Durability.DISK);
            log.write(log.next());

            sequencer.close();

            assertRefused(late, PublishResult.Reason.LOG_FAILED);
        }

        /// Publishes what waits for the disk, once it is known to wait.
        private ScriptedLog.Append appended(Sequencer sequencer, String data) throws InterruptedException {
            offer(sequencer, data, Durability.DISK);
            var append = log.next();
            log.write(append);
            await().until(() -> sequencer.acknowledged()
                    == append.written().join().getLast().offset());
            return append;
        }

        private CompletableFuture<PublishResult> offer(Sequencer sequencer, String data, Durability after) {
            return room.offer(sequencer, Publication.of("t", data), after);
        }
    }

    private static HubException broken() {
        return new HubException("disk: broken (expected: whole)", new IllegalStateException("broken"));
    }
}
