package dev.spate.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Publication;
import dev.spate.hub.spi.EventLog;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// The tests that every log has to pass to which other nodes write as well: those of [EventLogContract], and that
/// all writers' entries come out in one order.
///
/// Owner: the test's thread.
public abstract class SharedLogContract extends EventLogContract {
    private static final int ROUNDS = 200;

    /// For subclasses, which JUnit makes.
    protected SharedLogContract() {}

    /// Appends as another node would.
    ///
    /// @param log a log that [#open(dev.spate.hub.Retention, java.time.InstantSource)] gave
    /// @param batch at least one publication
    /// @return completes with the last offset, once they are in the log
    protected abstract CompletionStage<Long> appendElsewhere(EventLog log, List<Publication> batch);

    @Nested
    class OtherWriters {
        private List<Publication> batch(String writer, int round) {
            return IntStream.range(0, 1 + round % 3)
                    .mapToObj(index -> Publication.of(writer, writer + round + "." + index))
                    .toList();
        }

        private long writeElsewhere() {
            long last = 0;
            for (int round = 0; round < ROUNDS; round++) {
                last = await(appendElsewhere(log(), batch("there", round)));
            }
            return last;
        }

        private List<String> written(String writer) {
            return IntStream.range(0, ROUNDS)
                    .boxed()
                    .flatMap(round -> batch(writer, round).stream())
                    .map(publication -> publication.event().data())
                    .toList();
        }

        @Test
        void comeOutOfTheTailToo() {
            long offset = await(appendElsewhere(log(), List.of(Publication.of("a", "there"))));
            tail().awaitOffset(offset);

            assertThat(data(tail().entries())).containsExactly("there");
            assertThat(data(readAll(0, Wanted.topics("a")))).containsExactly("there");
        }

        @Test
        void shareOneOrderWithOurs() throws Exception {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var elsewhere = CompletableFuture.supplyAsync(this::writeElsewhere, threads);
                for (int round = 0; round < ROUNDS; round++) {
                    append(batch("here", round));
                }
                tail().awaitOffset(await(elsewhere));
            }

            var entries = tail().entries();
            assertThat(entries).isEqualTo(readAll(0, Wanted.everything()));
            assertThat(data(readAll(0, Wanted.topics("here")))).isEqualTo(written("here"));
            assertThat(data(readAll(0, Wanted.topics("there")))).isEqualTo(written("there"));
        }

        @Test
        void doNotMixUpOurPositions() throws Exception {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var elsewhere = CompletableFuture.supplyAsync(this::writeElsewhere, threads);
                for (int round = 0; round < ROUNDS; round++) {
                    var batch = batch("here", round);
                    var positions = append(batch);
                    var last = read(positions.getLast().offset() - 1, Wanted.topics("here"));
                    assertThat(last.entries().getFirst().publication()).isEqualTo(batch.getLast());
                }
                await(elsewhere);
            }
        }
    }
}
