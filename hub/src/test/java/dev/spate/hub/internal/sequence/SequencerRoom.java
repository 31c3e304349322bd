package dev.spate.hub.internal.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Durability;
import dev.spate.hub.HubLimits;
import dev.spate.hub.HubLimitsBuilder;
import dev.spate.hub.HubListener;
import dev.spate.hub.Publication;
import dev.spate.hub.PublishResult;
import java.time.Instant;
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

/// Sequencers on a scripted log, whose publishers are all called Ann.
///
/// Owner: the test's thread.
final class SequencerRoom implements AutoCloseable {
    final ScriptedLog log;
    final AtomicLong nanos = new AtomicLong();
    final AtomicLong millis = new AtomicLong();
    final AtomicBoolean maySpeedOn = new AtomicBoolean(true);
    final Queue<Throwable> logFailures = new ConcurrentLinkedQueue<>();
    final Queue<Throwable> fatal = new ConcurrentLinkedQueue<>();
    Runnable maintenance = () -> {};
    /// The append that holds everything else up.
    ScriptedLog.Append underWay = ScriptedLog.Append.none();

    private final List<Sequencer> made = new ArrayList<>();

    SequencerRoom() {
        this(Durability.MEMORY);
    }

    SequencerRoom(Durability durability) {
        this.log = new ScriptedLog(durability);
    }

    /// A sequencer whose log has not answered its first append yet, so that everything else waits.
    Sequencer stuck(UnaryOperator<HubLimitsBuilder> change) throws InterruptedException {
        var sequencer = sequencer(change);
        offer(sequencer, "under way");
        underWay = log.next();
        return sequencer;
    }

    Sequencer sequencer() {
        return sequencer(limits -> limits);
    }

    Sequencer sequencer(UnaryOperator<HubLimitsBuilder> change) {
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
        var parts = new Sequencer.Parts(
                log,
                limits,
                listener,
                maySpeedOn::get,
                nanos::get,
                () -> Instant.ofEpochMilli(millis.get()),
                () -> maintenance.run());
        var sequencer = new Sequencer(parts, new ThreadRunner("sequencer"));
        made.add(sequencer);
        return sequencer;
    }

    CompletableFuture<PublishResult> offer(Sequencer sequencer, String data) {
        return offer(sequencer, Publication.of("t", data));
    }

    CompletableFuture<PublishResult> offer(Sequencer sequencer, Publication publication) {
        return offer(sequencer, publication, log.durability());
    }

    CompletableFuture<PublishResult> offer(Sequencer sequencer, Publication publication, Durability after) {
        int bytes = publication.event().data().length();
        var reply = new StageReply(after);
        sequencer.offer(Job.of(publication, "ann", bytes, reply));
        return reply.stage().toCompletableFuture();
    }

    static Publication keyed(String key, String data) {
        return Publication.of("t", data).withIdempotencyKey(key);
    }

    /// What the log holds of a publication of Ann's.
    static Publication asHeld(Publication publication) {
        return publication.withIdempotencyKey(
                ScopedKey.of("ann", publication.idempotencyKey()).text());
    }

    static void assertRefused(CompletableFuture<PublishResult> answer, PublishResult.Reason reason) {
        assertThat(((PublishResult.Refused) join(answer)).reason()).isEqualTo(reason);
    }

    /// What an answer says of a repeat: the offset of the first.
    static long first(CompletableFuture<PublishResult> answer) {
        return ((PublishResult.Duplicate) join(answer)).position().offset();
    }

    static long accepted(CompletableFuture<PublishResult> answer) {
        return ((PublishResult.Accepted) join(answer)).position().offset();
    }

    static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        made.forEach(Sequencer::close);
        made.forEach(sequencer -> join(sequencer.drain()));
    }
}
