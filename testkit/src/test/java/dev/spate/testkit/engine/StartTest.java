package dev.spate.testkit.engine;

import static dev.spate.testkit.engine.Room.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Hub;
import dev.spate.hub.HubListener;
import dev.spate.hub.Principal;
import dev.spate.hub.Publication;
import dev.spate.hub.PublishResult;
import dev.spate.hub.StartAt;
import dev.spate.hub.SubscribeRequest;
import dev.spate.hub.SubscribeResult;
import dev.spate.testkit.FakeClock;
import dev.spate.testkit.ManualLoop;
import dev.spate.testkit.SlowEventLog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A hub whose log is not ready yet, or fails.
class StartTest {
    private static final String NAME = "not-ready";

    private final ManualLoop broker = new ManualLoop();
    private final SlowEventLog log = new SlowEventLog(Room.AMPLE, new FakeClock(), 1, broker::execute);
    private final List<Throwable> logFailures = new CopyOnWriteArrayList<>();
    private final Hub hub = Hub.builder()
            .name(NAME)
            .log(log)
            .listener(new HubListener() {
                @Override
                public void onLogFailure(Throwable failure) {
                    logFailures.add(failure);
                }
            })
            .build();

    @AfterEach
    void close() {
        hub.close();
        broker.runAll();
    }

    @Test
    void untilTheLogIsReadyNobodyIsLetIn() {
        assertThat(hub.isReady()).isFalse();
        assertThat(((PublishResult.Refused) publish()).reason()).isEqualTo(PublishResult.Reason.OVERLOADED);
        assertThat(subscribe(to("t"))).isInstanceOf(SubscribeResult.Refused.class);

        broker.runAll();

        assertThat(hub.isReady()).isTrue();
        assertThat(subscribe(to("t"))).isInstanceOf(SubscribeResult.Admitted.class);
    }

    @Test
    void closedBeforeTheLogIsReadyItLeavesNoThreadBehind() {
        hub.close();

        broker.runAll();

        assertThat(hub.isReady()).isFalse();
        assertThat(((PublishResult.Refused) publish()).reason()).isEqualTo(PublishResult.Reason.CLOSING);
        Awaitility.await()
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().endsWith(NAME)));
    }

    @Test
    void drainedBeforeTheLogIsReadyItIsDoneAtOnce() {
        assertThat(hub.drain(Duration.ofSeconds(60)).toCompletableFuture()).isCompleted();
    }

    @Test
    void subscriberIsToldToComeBackWhereTheLogCannotFindItsPlace() {
        broker.runAll();
        log.close();
        var result = hub.subscribe(Principal.ANONYMOUS, to("t").from(new StartAt.Last(1)))
                .toCompletableFuture();

        broker.runAll();

        assertThat(result.join()).isInstanceOf(SubscribeResult.Refused.class);
        assertThat(logFailures).hasSize(1);
    }

    private PublishResult publish() {
        return Room.join(
                hub.publish(Principal.ANONYMOUS, Publication.of("t", "x")).toCompletableFuture());
    }

    private SubscribeResult subscribe(SubscribeRequest request) {
        return Room.join(hub.subscribe(Principal.ANONYMOUS, request).toCompletableFuture());
    }
}
