package dev.spate.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LoopTest {
    @Nested
    class Manual {
        private final ManualLoop loop = new ManualLoop();
        private final List<String> done = new ArrayList<>();

        @Test
        void runsNothingByItself() {
            loop.execute(() -> done.add("task"));

            assertThat(done).isEmpty();
            assertThat(loop.waiting()).isEqualTo(1);
        }

        @Test
        void runsWhatTasksAddInTheOrderGiven() {
            loop.execute(() -> loop.execute(() -> done.add("third")));
            loop.execute(() -> done.add("second"));

            assertThat(loop.runAll()).isEqualTo(3);
            assertThat(done).containsExactly("second", "third");
        }

        @Test
        void knowsWhoIsInTheLoop() {
            assertThat(loop.inLoop()).isFalse();
            assertThat(loop.call(loop::inLoop)).isTrue();
            assertThat(loop.inLoop()).isFalse();
        }

        @Test
        void ticksEachRepetitionOnceUntilItIsClosed() {
            var repetition = loop.every(Duration.ofSeconds(1), () -> done.add("tick"));

            loop.tick();
            repetition.close();
            loop.tick();

            assertThat(done).containsExactly("tick");
        }

        @Test
        void findsTasksWithoutAnEnd() {
            Runnable[] again = new Runnable[1];
            again[0] = () -> loop.execute(again[0]);
            loop.execute(again[0]);

            assertThatThrownBy(loop::runAll)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("tasks: 1000000 run (expected: an end)");
        }

        @Test
        void refusesTasksOnceShutDown() {
            loop.shutDown();

            assertThatThrownBy(() -> loop.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        }
    }

    @Nested
    class OnAThread {
        @Test
        void runsTasksInTheOrderGivenOnOneThread() {
            var done = new ArrayList<Integer>();
            try (var loop = new ThreadLoop("test")) {
                IntStream.range(0, 1_000).forEach(index -> loop.execute(() -> done.add(index)));
                loop.run(() -> {});
            }

            assertThat(done).isEqualTo(IntStream.range(0, 1_000).boxed().toList());
        }

        @Test
        void knowsWhoIsInTheLoop() {
            try (var loop = new ThreadLoop("test")) {
                assertThat(loop.inLoop()).isFalse();
                assertThat(loop.call(loop::inLoop)).isTrue();
            }
        }

        @Test
        void repeatsUntilClosed() throws InterruptedException {
            var thrice = new CountDownLatch(3);
            try (var loop = new ThreadLoop("test");
                    var repetition = loop.every(Duration.ofMillis(1), thrice::countDown)) {
                assertThat(thrice.await(30, TimeUnit.SECONDS)).isTrue();
                assertThat(repetition).isNotNull();
            }
        }

        @Test
        void tellsWhatATaskThrewWhenItIsClosed() {
            var loop = new ThreadLoop("test");
            loop.execute(() -> {
                throw new IllegalStateException("broken");
            });
            loop.run(() -> {});

            assertThatThrownBy(loop::close).isInstanceOf(AssertionError.class).hasMessageContaining("broken");
        }

        @Test
        void givesTheAskingThreadWhatItsTaskThrew() {
            try (var loop = new ThreadLoop("test")) {
                assertThatThrownBy(() -> loop.run(() -> {
                            throw new IllegalStateException("broken");
                        }))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("broken");
            }
        }
    }

    @Nested
    class FakeTime {
        @Test
        void movesOnlyWhenTold() {
            var ticker = new FakeTicker();
            long before = ticker.nanos();

            ticker.advance(Duration.ofHours(1));

            assertThat(ticker.nanos() - before).isEqualTo(Duration.ofHours(1).toNanos());
        }

        @Test
        void wallClockMayGoBack() {
            var clock = new FakeClock();
            long before = clock.millis();

            clock.advance(Duration.ofSeconds(-5));

            assertThat(clock.millis()).isEqualTo(before - 5_000);
        }
    }
}
