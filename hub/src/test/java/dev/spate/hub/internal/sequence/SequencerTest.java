package dev.spate.hub.internal.sequence;

import static dev.spate.hub.internal.sequence.SequencerRoom.assertRefused;
import static dev.spate.hub.internal.sequence.SequencerRoom.join;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.HubException;
import dev.spate.hub.HubLimitsBuilder;
import dev.spate.hub.Publication;
import dev.spate.hub.PublishResult;
import dev.spate.hub.Topic;
import dev.spate.wire.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SequencerTest {
    @AutoClose
    private final SequencerRoom room = new SequencerRoom();

    private final ScriptedLog log = room.log;

    @Nested
    class Batches {
        @Test
        void holdWhatWaitsInTheOrderOfTheOffers() throws InterruptedException {
            var sequencer = sequencer();
            offer(sequencer, "first");
            var first = log.next();
            IntStream.range(0, 100).forEach(number -> offer(sequencer, "later " + number));

            log.answer(first);

            assertThat(first.data()).containsExactly("first");
            assertThat(log.next().data())
                    .containsExactlyElementsOf(IntStream.range(0, 100)
                            .mapToObj(number -> "later " + number)
                            .toList());
        }

        @Test
        void holdNoMoreThanSoMany() throws InterruptedException {
            var sequencer = stuck(limits -> limits.maxBatch(3));
            IntStream.range(0, 7).forEach(number -> offer(sequencer, "" + number));

            assertThat(sizesOfBatches(3)).containsExactly(3, 3, 1);
        }

        @Test
        void holdNoMoreThanSoManyBytesButForOneThatIsLarger() throws InterruptedException {
            var sequencer = stuck(limits -> limits.maxLoopBehindBytes(10_000));
            offer(sequencer, "a".repeat(4_000));
            offer(sequencer, "b".repeat(4_000));
            offer(sequencer, "c".repeat(4_000));
            offer(sequencer, "d".repeat(50_000));
            offer(sequencer, "e");

            assertThat(sizesOfBatches(4)).containsExactly(2, 1, 1, 1);
        }

        @Test
        void areUnderWayOneAtATime() throws InterruptedException {
            var sequencer = stuck(limits -> limits);
            var waiting = offer(sequencer, "waits");

            assertThat(log.appends).isEmpty();
            log.answer(room.underWay);
            log.answer(log.next());

            assertThat(join(waiting)).isInstanceOf(PublishResult.Accepted.class);
        }

        private List<Integer> sizesOfBatches(int count) throws InterruptedException {
            log.answer(room.underWay);
            var sizes = new ArrayList<Integer>();
            for (int batch = 0; batch < count; batch++) {
                var next = log.next();
                sizes.add(next.batch().size());
                log.answer(next);
            }
            return sizes;
        }
    }

    @Nested
    class Limits {
        @Test
        void asManyMayWaitAndNotOneMore() throws InterruptedException {
            var sequencer = stuck(limits -> limits.maxQueuedPublications(3));

            assertThat(offer(sequencer, "1")).isNotDone();
            assertThat(offer(sequencer, "2")).isNotDone();
            assertThat(offer(sequencer, "3")).isNotDone();

            assertRefused(offer(sequencer, "4"), PublishResult.Reason.OVERLOADED);
        }

        @Test
        void topicsCountTowardsTheBytesThatMayWait() throws InterruptedException {
            var sequencer = stuck(limits -> limits.maxDataBytes(1_000).maxQueuedBytes(200_000));
            var topics = IntStream.range(0, 100)
                    .mapToObj(number -> new Topic(number + "x".repeat(1_000)))
                    .toList();

            assertThat(room.offer(sequencer, Publication.of(topics, Event.of(""))))
                    .isNotDone();

            assertRefused(room.offer(sequencer, Publication.of(topics, Event.of(""))), PublishResult.Reason.OVERLOADED);
        }

        @Test
        void oneMayWaitHoweverLargeItIs() {
            var sequencer = sequencer(limits -> limits.maxDataBytes(1_000).maxQueuedBytes(1_000));

            assertThat(offer(sequencer, "x".repeat(1_000))).isNotDone();
        }
    }

    @Nested
    class Pacing {
        @Test
        void nothingIsAppendedUntilDeliveryHasGoneOn() throws InterruptedException {
            room.maySpeedOn.set(false);
            var sequencer = sequencer();
            var answer = offer(sequencer, "waits");

            assertThat(log.appends).isEmpty();
            room.maySpeedOn.set(true);
            sequencer.progressed();
            log.answer(log.next());

            assertThat(join(answer)).isInstanceOf(PublishResult.Accepted.class);
        }

        @Test
        void closingRefusesWhatWaitsForIt() {
            room.maySpeedOn.set(false);
            var sequencer = sequencer();
            var answer = offer(sequencer, "waits");

            sequencer.close();

            assertRefused(answer, PublishResult.Reason.CLOSING);
        }
    }

    @Nested
    class Ending {
        @Test
        void whatWaitsIsAppendedWhenItIsDrainedAndNothingElse() throws InterruptedException {
            var sequencer = stuck(limits -> limits);
            var waits = offer(sequencer, "waits");

            var drained = sequencer.drain();
            assertRefused(offer(sequencer, "late"), PublishResult.Reason.CLOSING);
            log.answer(room.underWay);
            log.answer(log.next());
            join(drained);

            assertThat(join(waits)).isInstanceOf(PublishResult.Accepted.class);
            assertThat(sequencer.acknowledged()).isEqualTo(2);
            assertThat(sequencer.isRunning()).isFalse();
        }

        @Test
        void drainingCompletesWhereItHasEndedAlready() {
            var sequencer = sequencer();
            sequencer.close();
            join(sequencer.drain());

            join(sequencer.drain());

            assertRefused(offer(sequencer, "late"), PublishResult.Reason.CLOSING);
        }

        @Test
        void closingWhileAnAppendIsUnderWayAnswersEverybody() throws InterruptedException {
            var sequencer = sequencer();
            var appended = offer(sequencer, "under way");
            log.next();
            var waits = offer(sequencer, "waits");

            sequencer.close();

            assertRefused(appended, PublishResult.Reason.LOG_FAILED);
            assertRefused(waits, PublishResult.Reason.CLOSING);
        }

        @Test
        void everyOfferIsAnsweredWhoeverWinsTheRaceWithTheEnd() {
            for (int round = 0; round < 200; round++) {
                room.maySpeedOn.set(false);
                var sequencer = sequencer();
                var closing = CompletableFuture.runAsync(sequencer::close);
                var answers = IntStream.range(0, 50)
                        .mapToObj(number -> offer(sequencer, "" + number))
                        .toList();
                join(closing);

                answers.forEach(answer -> assertRefused(answer, PublishResult.Reason.CLOSING));
            }
        }
    }

    @Nested
    class Faults {
        @Test
        void appendThatThrowsIsALogThatFailed() {
            log.failAtOnce(new IllegalStateException("log: a fault (expected: none)"));
            var sequencer = sequencer();

            assertRefused(offer(sequencer, "lost"), PublishResult.Reason.LOG_FAILED);
            assertThat(room.logFailures).hasSize(1);
            assertThat(sequencer.isRunning()).isTrue();
        }

        @Test
        void logThatCannotBeMaintainedIsToldOfAndGoesOn() throws InterruptedException {
            room.maintenance = () -> {
                throw new HubException("log: disk (expected: room)", cause());
            };
            var sequencer = sequencer();
            room.nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));

            var answer = offer(sequencer, "taken");
            log.answer(log.next());

            assertThat(join(answer)).isInstanceOf(PublishResult.Accepted.class);
            assertThat(room.logFailures).hasSize(1);
        }

        @Test
        void faultInTheProgramIsTheEndAndEverybodyIsAnswered() throws InterruptedException {
            var sequencer = sequencer();
            var broken = offer(sequencer, "under way");
            var append = log.next();
            var waits = offer(sequencer, "waits");

            append.written().complete(List.of());

            assertRefused(broken, PublishResult.Reason.LOG_FAILED);
            assertRefused(waits, PublishResult.Reason.CLOSING);
            assertThat(room.fatal).hasSize(1);
            assertThat(sequencer.isRunning()).isFalse();
        }
    }

    private Sequencer stuck(UnaryOperator<HubLimitsBuilder> change) throws InterruptedException {
        return room.stuck(change);
    }

    private Sequencer sequencer() {
        return room.sequencer();
    }

    private Sequencer sequencer(UnaryOperator<HubLimitsBuilder> change) {
        return room.sequencer(change);
    }

    private CompletableFuture<PublishResult> offer(Sequencer sequencer, String data) {
        return room.offer(sequencer, data);
    }

    private static Exception cause() {
        return new IllegalStateException("broken");
    }
}
