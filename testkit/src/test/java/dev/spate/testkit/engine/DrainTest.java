package dev.spate.testkit.engine;

import static dev.spate.testkit.engine.Room.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.HubLimits;
import dev.spate.hub.Principal;
import dev.spate.hub.Publication;
import dev.spate.hub.PublishResult;
import dev.spate.hub.SubscribeResult;
import dev.spate.testkit.ManualLoop;
import dev.spate.testkit.RecordingSink;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DrainTest {
    private final Room room = new Room();

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void everybodyGetsAllThatWasAcknowledgedAndThenAFarewell() {
        var live = room.live("t");
        var behind = room.live("t");
        behind.stall();
        for (int index = 0; index < 2_000; index++) {
            room.publish("t", "event %05d %s".formatted(index, "x".repeat(50)));
            room.loop.runAll();
        }

        var drained = room.hub.drain(Duration.ofSeconds(60)).toCompletableFuture();
        room.runUntil(() -> live.end() == RecordingSink.End.CLOSED);
        assertThat(drained).isNotDone();
        behind.resume();
        room.runUntil(drained::isDone);

        assertThat(live.data()).hasSize(2_000);
        assertThat(behind.data()).hasSize(2_000);
        assertThat(behind.signals().getLast().data()).contains("\"reason\":\"drain\"");
    }

    @Test
    void whoIsNotThroughInTimeIsCutOff() {
        var stuck = room.live("t");
        stuck.stall();
        room.publish("t", "x".repeat(100_000));
        room.loop.runAll();
        room.publish("t", "for this there is no room");

        var drained = room.hub.drain(Duration.ofMillis(200)).toCompletableFuture();
        room.runUntil(drained::isDone);

        assertThat(stuck.end()).isEqualTo(RecordingSink.End.ABORTED);
    }

    @Test
    void returnTimesAreSpread() {
        Set<Long> retries = new HashSet<>();
        var sinks = Stream.generate(() -> room.live("t")).limit(200).toList();

        room.runUntil(room.hub.drain(Duration.ofSeconds(60)).toCompletableFuture()::isDone);
        sinks.forEach(sink -> retries.add(sink.retries().getLast()));

        assertThat(retries).hasSizeGreaterThan(100);
    }

    @Test
    void newcomersAreTurnedAway() {
        var admitted = room.admit(to("t"));
        room.hub.drain(Duration.ofSeconds(60));

        var published = Room.join(room.hub
                .publish(Principal.ANONYMOUS, Publication.of("t", "late"))
                .toCompletableFuture());
        var subscribed =
                Room.join(room.hub.subscribe(Principal.ANONYMOUS, to("t")).toCompletableFuture());
        var late = new RecordingSink(room.loop);
        room.loop.run(() -> late.belongsTo(admitted.attach(late, room.loop)));
        room.loop.runAll();

        assertThat(published)
                .isInstanceOfSatisfying(
                        PublishResult.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(PublishResult.Reason.CLOSING));
        assertThat(subscribed).isInstanceOf(SubscribeResult.Refused.class);
        assertThat(late.end()).isEqualTo(RecordingSink.End.CLOSED);
        assertThat(room.hub.isReady()).isFalse();
    }

    @Test
    void isOverWhenTheLastSinkHasBeenClosed() {
        var sink = room.live("t");
        var drained = room.hub.drain(Duration.ofSeconds(60));
        var endOfSink = drained.thenApply(nothing -> sink.end()).toCompletableFuture();

        room.runUntil(endOfSink::isDone);

        assertThat(endOfSink.join()).isEqualTo(RecordingSink.End.CLOSED);
    }

    @Test
    void isOverAtOnceWhereTheHubIsClosedAlready() {
        room.live("t");
        room.hub.close();
        room.loop.runAll();

        room.runUntil(room.hub.drain(Duration.ofSeconds(60)).toCompletableFuture()::isDone);

        assertThat(room.hub.stats().subscriptions()).isZero();
    }

    @Test
    void doesNotWaitForThoseWhoseLoopHasEnded() {
        var ended = new ManualLoop();
        room.subscribe(to("t"), new RecordingSink(ended), ended);
        ended.runAll();
        ended.shutDown();

        room.runUntil(room.hub.drain(Duration.ofSeconds(60)).toCompletableFuture()::isDone);

        assertThat(room.hub.stats().subscriptions()).isZero();
    }

    @Test
    void givesUpALoopThatIsStuckWhenTheTimeIsOver() {
        try (var paced = new Room(builder -> builder.memoryLog(Room.AMPLE)
                .limits(HubLimits.standard().with().maxLoopBehindBytes(4_096).build()))) {
            paced.live("t");
            var answers = Stream.generate(
                            () -> paced.hub.publish(Principal.ANONYMOUS, Publication.of("t", "x".repeat(4_096))))
                    .limit(3)
                    .toList();

            Room.join(paced.hub.drain(Duration.ofMillis(50)).toCompletableFuture());

            assertThat(Room.join(answers.getLast().toCompletableFuture())).isInstanceOf(PublishResult.Refused.class);
        }
    }
}
