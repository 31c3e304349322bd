package dev.spate.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.HubException;
import dev.spate.hub.Position;
import dev.spate.hub.Publication;
import dev.spate.hub.Retention;
import dev.spate.hub.spi.EpochHistory.Standing;
import dev.spate.testkit.SlowEventLog.Failure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What is the slow log's own, with every step made by hand.
class SlowEventLogTest {
    private final FakeClock clock = new FakeClock();
    private final ManualLoop broker = new ManualLoop();
    private final TailRecorder tail = new TailRecorder();
    private final SlowEventLog log = log(1, broker);

    private SlowEventLog log(long seed, ManualLoop loop) {
        return new SlowEventLog(new Retention(Duration.ofHours(1), 1 << 20, 100), clock, seed, loop::execute);
    }

    private CompletableFuture<List<Position>> append(String... data) {
        return log.append(List.of(data).stream()
                        .map(text -> Publication.of("a", text))
                        .toList())
                .durable()
                .toCompletableFuture();
    }

    private void openTail() {
        log.tail(tail);
        broker.runAll();
    }

    @Test
    void nothingHappensBeforeTheBrokerDoesIt() {
        openTail();

        var answer = append("1");

        assertThat(answer).isNotDone();
        assertThat(log.bounds().head()).isZero();
        broker.runAll();
        assertThat(answer).isCompleted();
        assertThat(tail.entries()).hasSize(1);
    }

    @Test
    void theSeedDecidesWhatComesInWhichOrder() {
        var first = story(7);

        assertThat(story(7)).isEqualTo(first);
        assertThat(IntStream.range(8, 20).mapToObj(this::story)).anyMatch(other -> !other.equals(first));
    }

    private List<String> story(long seed) {
        var loop = new ManualLoop();
        var recorder = new TailRecorder();
        var other = log(seed, loop);
        other.tail(recorder);
        loop.runAll();
        for (int index = 0; index < 10; index++) {
            other.append(List.of(Publication.of("a", "here" + index)));
            other.appendElsewhere(List.of(Publication.of("a", "there" + index)));
        }
        loop.runAll();
        return recorder.entries().stream()
                .map(entry -> entry.offset() + entry.publication().event().data())
                .toList();
    }

    @Test
    void offsetsHaveHoles() {
        openTail();
        IntStream.range(0, 50).forEach(index -> append("x"));
        broker.runAll();

        assertThat(log.bounds().head()).isGreaterThan(50);
        assertThat(log.bounds().entries()).isEqualTo(50);
    }

    @Nested
    class WhenAnAppendFails {
        @Test
        void nothingIsThereOfOneThatWasLost() {
            openTail();
            log.failNext(Failure.LOST);

            var answer = append("1");
            broker.runAll();

            assertThat(answer)
                    .isCompletedExceptionally()
                    .failsWithin(Duration.ZERO)
                    .withThrowableThat()
                    .withCauseInstanceOf(HubException.class);
            assertThat(tail.entries()).isEmpty();
        }

        @Test
        void allIsThereOfOneThatWasNotAnswered() {
            openTail();
            log.failNext(Failure.UNANSWERED);

            var answer = append("1");
            append("2");
            broker.runAll();

            assertThat(answer).isCompletedExceptionally();
            assertThat(tail.entries())
                    .extracting(entry -> entry.publication().event().data())
                    .containsExactly("1", "2");
        }
    }

    @Test
    void newEpochGoesOnWithTheOffsets() {
        openTail();
        append("1");
        broker.runAll();
        var before = tail.entries().getFirst().position();

        log.beginEpoch();
        append("2");
        broker.runAll();

        var after = tail.entries().getLast().position();
        assertThat(after.epoch()).isNotEqualTo(before.epoch());
        assertThat(after.offset()).isGreaterThan(before.offset());
        assertThat(log.epochs().standing(before)).isEqualTo(new Standing.Holds(before.offset()));
        var beyond = new Position(before.epoch(), after.offset());
        assertThat(log.epochs().standing(beyond)).isEqualTo(new Standing.Ended(before.offset()));
    }

    @Test
    void tailIsHandedNothingBeforeItsStageIsComplete() {
        for (long seed = 0; seed < 200; seed++) {
            var loop = new ManualLoop();
            var other = log(seed, loop);
            var stage = new CompletableFuture<CompletableFuture<Long>>();
            stage.complete(
                    other.tail(entries -> assertThat(stage.join()).isDone()).toCompletableFuture());
            other.append(List.of(Publication.of("a", "1")));
            loop.runAll();
        }
    }
}
