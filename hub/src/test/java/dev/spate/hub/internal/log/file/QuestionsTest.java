package dev.spate.hub.internal.log.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.hub.Publication;
import dev.spate.hub.Retention;
import dev.spate.hub.internal.log.MemoryEventLog;
import dev.spate.hub.spi.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/// Tries the judge of the power cuts on a log that it must agree with, and on what it must not.
class QuestionsTest {
    private static final int ROUNDS = 20;
    private static final int BATCHES = 60;

    private long nowMillis = 1_000_000;

    @Test
    void agreeWithTheMemoryLog() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            try {
                compareWithTheMemoryLog(random);
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ", round " + round + ": " + e.getMessage(), e);
            }
        }
    }

    private void compareWithTheMemoryLog(Random random) {
        var model = new LogModel();
        var retention = new Retention(Duration.ofMinutes(1), 1 << 20, 10 + random.nextInt(150));
        try (var log = memoryLog(retention, random)) {
            log.tail(entries -> entries.forEach(model::see));
            var questions = new Questions(log, model, random, QuestionsTest::await);
            for (int batch = 0; batch < BATCHES; batch++) {
                append(model, log, Publications.batch(random, 1 + random.nextInt(10)));
                nowMillis += random.nextInt(2_000);
                await(log.maintain());
                model.evict(log.bounds().first());
                questions.askOne();
            }
            questions.askAll();
            assertThat(questions.needlessGaps()).isZero();
        }
    }

    @Test
    void findWhatIsMissing() {
        var random = new Random(1);
        var model = new LogModel();
        try (var log = memoryLog(new Retention(Duration.ofMinutes(1), 1 << 20, 100), random)) {
            append(model, log, Publications.batch(random, 10));
            log.append(List.of(Publication.of("a", "not known to the model")));

            assertThatThrownBy(() -> new Questions(log, model, random, QuestionsTest::await).askAll())
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("head: 11 (expected: 10)");
        }
    }

    @Test
    void findWhatWasChanged() {
        var random = new Random(1);
        var model = new LogModel();
        try (var log = memoryLog(new Retention(Duration.ofMinutes(1), 1 << 20, 100), random)) {
            append(model, log, Publications.batch(random, 10));
            model.send(nowMillis, Publication.of("a", "what was sent"));
            log.append(List.of(Publication.of("a", "what was read")));

            assertThatThrownBy(() -> new Questions(log, model, random, QuestionsTest::await).askAll())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("what was sent");
        }
    }

    private EventLog memoryLog(Retention retention, Random random) {
        return new MemoryEventLog(retention, this::now, random, Runnable::run);
    }

    private Instant now() {
        return Instant.ofEpochMilli(nowMillis);
    }

    private void append(LogModel model, EventLog log, List<Publication> batch) {
        batch.forEach(publication -> model.send(nowMillis, publication));
        await(log.append(batch).durable()).forEach(model::give);
        model.evict(log.bounds().first());
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
