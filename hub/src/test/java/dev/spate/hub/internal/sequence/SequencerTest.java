package dev.spate.hub.internal.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.HubException;
import dev.spate.hub.HubLimits;
import dev.spate.hub.HubLimitsBuilder;
import dev.spate.hub.HubListener;
import dev.spate.hub.Publication;
import dev.spate.hub.PublishResult;
import dev.spate.hub.Topic;
import dev.spate.wire.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SequencerTest {
    private final ScriptedLog log = new ScriptedLog();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicBoolean maySpeedOn = new AtomicBoolean(true);
    private final Queue<Throwable> logFailures = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> fatal = new ConcurrentLinkedQueue<>();
    private final List<Sequencer> made = new ArrayList<>();
    private Runnable maintenance = () -> {};

    @AfterEach
    void close() {
        made.forEach(Sequencer::close);
        made.forEach(sequencer -> join(sequencer.drain()));
    }

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
            log.answer(underWay);
            log.answer(log.next());

            assertThat(join(waiting)).isInstanceOf(PublishResult.Accepted.class);
        }

        private List<Integer> sizesOfBatches(int count) throws InterruptedException {
            log.answer(underWay);
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
    class Repeats {
        @Test
        void withinABatchAreAnsweredWithTheFirstsPosition() throws InterruptedException {
            var sequencer = stuck(limits -> limits);
            var first = offer(sequencer, keyed("k"));
            var again = offer(sequencer, keyed("k"));

            log.answer(underWay);
            var batch = log.next();
            log.answer(batch);

            assertThat(batch.batch()).hasSize(1);
            assertThat(((PublishResult.Duplicate) join(again)).position())
                    .isEqualTo(((PublishResult.Accepted) join(first)).position());
            assertThat(sequencer.duplicates()).isEqualTo(1);
        }

        @Test
        void areAnsweredThoughTheirKeyIsForgottenMeanwhile() throws InterruptedException {
            var sequencer = sequencer(limits -> limits.maxIdempotencyKeys(1));
            var first = offer(sequencer, keyed("k"));
            log.answer(log.next());
            join(first);
            offer(sequencer, "holds the next batch up");
            underWay = log.next();
            var again = offer(sequencer, keyed("k"));
            offer(sequencer, keyed("l"));
            offer(sequencer, keyed("m"));
            var againInBatch = offer(sequencer, keyed("l"));

            log.answer(underWay);
            log.answer(log.next());

            assertThat(join(again)).isInstanceOf(PublishResult.Duplicate.class);
            assertThat(join(againInBatch)).isInstanceOf(PublishResult.Duplicate.class);
        }

        @Test
        void ofWhatTheLogCouldNotTakeShareItsFateAndMayBeTriedAgain() throws InterruptedException {
            var sequencer = stuck(limits -> limits);
            var first = offer(sequencer, keyed("k"));
            var again = offer(sequencer, keyed("k"));
            log.answer(underWay);
            log.next().answer().completeExceptionally(new HubException("log: broken (expected: whole)", cause()));

            assertRefused(first, PublishResult.Reason.LOG_FAILED);
            assertRefused(again, PublishResult.Reason.LOG_FAILED);
            var retried = offer(sequencer, keyed("k"));
            log.answer(log.next());

            assertThat(join(retried)).isInstanceOf(PublishResult.Accepted.class);
            assertThat(logFailures).hasSize(1);
        }

        private static Publication keyed(String key) {
            return Publication.of("t", key).withIdempotencyKey(key);
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

            assertThat(offer(sequencer, Publication.of(topics, Event.of("")))).isNotDone();

            assertRefused(offer(sequencer, Publication.of(topics, Event.of(""))), PublishResult.Reason.OVERLOADED);
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
            maySpeedOn.set(false);
            var sequencer = sequencer();
            var answer = offer(sequencer, "waits");

            assertThat(log.appends).isEmpty();
            maySpeedOn.set(true);
            sequencer.progressed();
            log.answer(log.next());

            assertThat(join(answer)).isInstanceOf(PublishResult.Accepted.class);
        }

        @Test
        void closingRefusesWhatWaitsForIt() {
            maySpeedOn.set(false);
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
            log.answer(underWay);
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
                maySpeedOn.set(false);
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
            assertThat(logFailures).hasSize(1);
            assertThat(sequencer.isRunning()).isTrue();
        }

        @Test
        void logThatCannotBeMaintainedIsToldOfAndGoesOn() throws InterruptedException {
            maintenance = () -> {
                throw new HubException("log: disk (expected: room)", cause());
            };
            var sequencer = sequencer();
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));

            var answer = offer(sequencer, "taken");
            log.answer(log.next());

            assertThat(join(answer)).isInstanceOf(PublishResult.Accepted.class);
            assertThat(logFailures).hasSize(1);
        }

        @Test
        void faultInTheProgramIsTheEndAndEverybodyIsAnswered() throws InterruptedException {
            var sequencer = sequencer();
            var broken = offer(sequencer, "under way");
            var append = log.next();
            var waits = offer(sequencer, "waits");

            append.answer().complete(List.of());

            assertRefused(broken, PublishResult.Reason.LOG_FAILED);
            assertRefused(waits, PublishResult.Reason.CLOSING);
            assertThat(fatal).hasSize(1);
            assertThat(sequencer.isRunning()).isFalse();
        }
    }

    private ScriptedLog.Append underWay = new ScriptedLog.Append(List.of(), new CompletableFuture<>());

    /// A sequencer whose log has not answered its first append yet, so that everything else waits.
    private Sequencer stuck(UnaryOperator<HubLimitsBuilder> change) throws InterruptedException {
        var sequencer = sequencer(change);
        offer(sequencer, "under way");
        underWay = log.next();
        return sequencer;
    }

    private Sequencer sequencer() {
        return sequencer(limits -> limits);
    }

    private Sequencer sequencer(UnaryOperator<HubLimitsBuilder> change) {
        var listener = new HubListener() {
            @Override
            public void onLogFailure(Throwable failure) {
                logFailures.add(failure);
            }

            @Override
            public void onFatal(Throwable failure) {
                fatal.add(failure);
            }
        };
        var limits = change.apply(HubLimits.standard().with()).build();
        var parts = new Sequencer.Parts(log, limits, listener, maySpeedOn::get, nanos::get, maintenance);
        var sequencer = new Sequencer(parts, "sequencer");
        made.add(sequencer);
        return sequencer;
    }

    private static CompletableFuture<PublishResult> offer(Sequencer sequencer, String data) {
        return offer(sequencer, Publication.of("t", data));
    }

    private static CompletableFuture<PublishResult> offer(Sequencer sequencer, Publication publication) {
        int bytes = publication.event().data().length();
        var reply = new StageReply();
        sequencer.offer(Job.of(publication, "ann", bytes, reply));
        return reply.stage().toCompletableFuture();
    }

    private static void assertRefused(CompletableFuture<PublishResult> answer, PublishResult.Reason reason) {
        assertThat(((PublishResult.Refused) join(answer)).reason()).isEqualTo(reason);
    }

    private static Exception cause() {
        return new IllegalStateException("broken");
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
