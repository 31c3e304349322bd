package dev.spate.testkit.engine;

import static dev.spate.testkit.engine.Room.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.CloseReason;
import dev.spate.hub.HubLimits;
import dev.spate.hub.Principal;
import dev.spate.hub.Publication;
import dev.spate.hub.PublishResult;
import dev.spate.hub.SubscribeResult;
import dev.spate.testkit.RecordingSink;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LimitTest {
    private final Room room = new Room();

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void subscriptionBeyondTheLimitIsToldToComeBack() {
        try (var two = new Room(builder -> builder.memoryLog(Room.AMPLE)
                .limits(HubLimits.standard().with().maxSubscriptions(2).build()))) {
            two.live("t");
            var admittedInTime = two.admit(to("t"));
            two.live("t");

            var third =
                    Room.join(two.hub.subscribe(Principal.ANONYMOUS, to("t")).toCompletableFuture());
            var late = new RecordingSink(two.loop);
            two.loop.run(() -> late.belongsTo(admittedInTime.attach(late, two.loop)));
            two.loop.runAll();

            assertThat(third)
                    .isInstanceOfSatisfying(
                            SubscribeResult.Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(CloseReason.LIMIT));
            assertThat(late.signals().getLast().data()).contains("\"reason\":\"limit\"");
            assertThat(two.hub.stats().subscriptions()).isEqualTo(2);
        }
    }

    @Test
    void dataAtTheLimitIsTakenAndOneByteMoreIsNot() {
        int max = room.hub.limits().maxDataBytes();

        room.publish("t", "x".repeat(max));
        var refused = Room.join(room.hub
                .publish(Principal.ANONYMOUS, Publication.of("t", "é" + "x".repeat(max - 1)))
                .toCompletableFuture());

        assertThat(refused)
                .isEqualTo(new PublishResult.Refused(
                        PublishResult.Reason.TOO_LARGE, "data: 1048577 bytes (expected: at most 1048576)"));
    }

    @Test
    void publishersWaitForALoopThatIsTooFarBehindAndAreThenServed() {
        try (var paced = new Room(builder -> builder.memoryLog(Room.AMPLE)
                .limits(HubLimits.standard().with().maxLoopBehindBytes(10_000).build()))) {
            var sink = paced.live("t");
            CompletableFuture<?> last = CompletableFuture.completedFuture(null);
            for (int index = 0; index < 200; index++) {
                last = paced.hub
                        .publish(Principal.ANONYMOUS, Publication.of("t", "x".repeat(1_000)))
                        .toCompletableFuture();
            }
            Awaitility.await().until(() -> paced.hub.stats().published() > 0);
            assertThat(last).isNotDone();

            var lastOne = last;
            Awaitility.await().pollInSameThread().until(() -> {
                paced.loop.runAll();
                return lastOne.isDone();
            });
            paced.loop.runAll();

            assertThat(sink.data()).hasSize(200);
            assertThat(sink.signals()).hasSize(1);
        }
    }

    @Test
    void queueBeyondItsLimitRefusesAtOnce() {
        try (var paced = new Room(builder -> builder.memoryLog(Room.AMPLE)
                .limits(HubLimits.standard()
                        .with()
                        .maxLoopBehindBytes(4_096)
                        .maxQueuedPublications(8)
                        .build()))) {
            paced.live("t");
            PublishResult refused = null;
            for (int index = 0; index < 1_000 && refused == null; index++) {
                var answer = paced.hub
                        .publish(Principal.ANONYMOUS, Publication.of("t", "x".repeat(4_096)))
                        .toCompletableFuture()
                        .getNow(null);
                refused = answer instanceof PublishResult.Refused ? answer : null;
            }

            assertThat(refused)
                    .isInstanceOfSatisfying(
                            PublishResult.Refused.class,
                            answer -> assertThat(answer.reason()).isEqualTo(PublishResult.Reason.OVERLOADED));
        }
    }
}
