package dev.spate.hub.internal.log.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.hub.Durability;
import dev.spate.hub.HubException;
import dev.spate.hub.Publication;
import dev.spate.hub.Retention;
import dev.spate.hub.spi.Appending;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;

/// A disk that fails as it is told, a log on it, and a model of what the log has to hold.
///
/// Owner: the test's thread.
abstract class FaultyDiskRoom {
    static final int FOREVER = Integer.MAX_VALUE;

    final Random random = new Random(7);
    final TestClock clock = new TestClock();
    final SimulatedDisk disk = new SimulatedDisk(random);
    final LogModel model = new LogModel();
    Retention retention = new Retention(Duration.ofHours(10), 1L << 40, 160);

    final WatchedLog open(Durability durability) {
        return open(disk, durability);
    }

    final WatchedLog open(SimulatedDisk on, Durability durability) {
        var setup = new LogSetup(retention, durability, clock, random, new Steps(), new Steps());
        var log = new WatchedLog(on, setup, model, LogSetup::open);
        log.start();
        return log;
    }

    final void append(WatchedLog log, int batches) {
        for (int batch = 0; batch < batches; batch++) {
            log.append(List.of(Publications.small(random, 3)), Durability.DISK);
        }
    }

    /// Appends what the model does not know of, since it is to fail.
    static Appending appendInVain(WatchedLog log) {
        var appending = log.log().append(List.of(Publication.of("a", "in vain"), Publication.of("b", "in vain")));
        log.step(FOREVER);
        assertFails(appending.durable());
        return appending;
    }

    static void assertFails(CompletionStage<?> stage) {
        assertThat(stage.toCompletableFuture()).isCompletedExceptionally();
        assertThatThrownBy(() -> stage.toCompletableFuture().join()).hasCauseInstanceOf(HubException.class);
    }
}
