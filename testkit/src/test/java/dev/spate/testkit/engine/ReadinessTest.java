package dev.spate.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Hub;
import dev.spate.hub.Publication;
import dev.spate.hub.Retention;
import dev.spate.testkit.FakeClock;
import dev.spate.testkit.ManualLoop;
import dev.spate.testkit.SlowEventLog;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// When a hub has begun, and why not.
final class ReadinessTest {
    private final ManualLoop broker = new ManualLoop();
    private final SlowEventLog log = new SlowEventLog(Retention.forMemory(), new FakeClock(), 1, broker::execute);

    @AutoClose
    private final Hub hub = Hub.builder().log(log).build();

    @Test
    void aHubRecoversUntilItsLogIsReady() {
        assertThat(hub.ready()).isNotCompleted();
        assertThat(hub.whyNotReady()).contains("recovering");

        broker.runAll();

        assertThat(hub.ready()).isCompleted();
        assertThat(hub.whyNotReady()).isEmpty();
    }

    @Test
    void aHubRecoversUntilItKnowsTheIdempotencyKeysOfBefore() {
        var full = new SlowEventLog(Retention.forMemory(), new FakeClock(), 1, broker::execute);
        full.appendElsewhere(List.of(Publication.of("a", "x")));
        broker.runAll();
        try (var later = Hub.builder().log(full).build()) {
            assertThat(later.whyNotReady()).contains("recovering");

            Awaitility.await().until(() -> {
                broker.runAll();
                return later.isReady();
            });
            assertThat(later.ready()).isCompleted();
        }
    }

    @Test
    void aHubThatIsClosedSaysSo() {
        broker.runAll();

        hub.close();

        assertThat(hub.whyNotReady()).contains("closing");
        assertThat(hub.ready()).isCompleted();
    }

    @Test
    void aHubThatIsClosedBeforeItWasReadyFailsToBecomeIt() {
        hub.close();
        broker.runAll();

        assertThat(hub.ready()).isCompletedExceptionally();
    }
}
