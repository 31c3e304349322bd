package dev.spate.bench;

import dev.spate.hub.Position;
import dev.spate.hub.Publication;
import dev.spate.hub.Retention;
import dev.spate.hub.Topic;
import dev.spate.hub.internal.log.MemoryEventLog;
import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.EntryFilter;
import dev.spate.hub.spi.Page;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What does it cost to append to the log in memory once it is full, and to read a page of it from somewhere in the
/// middle?
///
/// Unit: ns for an entry of 100 bytes; 64 are appended at once, a page has 512. Expected: appending costs the same
/// however much is retained, and reading an entry costs no more than appending it.
///
/// Owner: the benchmark's thread.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MemoryLogBenchmark {
    private static final int BATCH = 64;
    private static final int PAGE = 512;
    private static final int RETAINED = 100_000;
    private static final int TOPICS = 100;

    private final MemoryEventLog log = new MemoryEventLog(
            new Retention(Duration.ofHours(1), 256L << 20, RETAINED),
            InstantSource.system(),
            new Random(1),
            Runnable::run);
    private final Rotation<List<Publication>> batches = Rotation.over(
            IntStream.range(0, TOPICS).mapToObj(MemoryLogBenchmark::batch).toList());

    @Setup
    public void fill() {
        log.tail(entries -> {});
        for (int count = 0; count < RETAINED; count += BATCH) {
            log.append(batches.next());
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public CompletionStage<List<Position>> append() {
        return log.append(batches.next()).written();
    }

    @Benchmark
    @OperationsPerInvocation(PAGE)
    public CompletionStage<Page> readPage() {
        long middle = log.bounds().head() - RETAINED / 2;
        return log.read(middle, new Everything(), PAGE, Long.MAX_VALUE);
    }

    private static List<Publication> batch(int number) {
        return Collections.nCopies(BATCH, Samples.publication(new Topic("prices/stock-" + number)));
    }

    /// Takes every entry, after having looked at it. Thread-safe: stateless.
    private record Everything() implements EntryFilter {
        @Override
        public boolean accepts(Entry entry) {
            return entry.offset() > 0;
        }

        @Override
        public Set<Topic> exactTopics() {
            return Set.of();
        }
    }
}
