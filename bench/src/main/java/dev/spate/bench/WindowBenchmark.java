package dev.spate.bench;

import dev.spate.hub.HubLimits;
import dev.spate.hub.Position;
import dev.spate.hub.Publication;
import dev.spate.hub.Topic;
import dev.spate.hub.internal.delivery.Window;
import dev.spate.hub.spi.Entry;
import dev.spate.testkit.FakeTicker;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How fast are entries taken out of the log's tail: encoded once, and kept?
///
/// Unit: entries of 100 bytes a second, in batches of 64. Expected: several times what a hub can be given over
/// HTTP, 500,000 a second, on any machine of this decade.
///
/// Owner: the benchmark's thread.
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class WindowBenchmark {
    private static final int BATCH = 64;

    private final Window window = standardWindow();
    private final Publication publication = Samples.publication(new Topic("prices/stock-0"));
    private long offset;

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long append() {
        var batch = new ArrayList<Entry>(BATCH);
        for (int count = 0; count < BATCH; count++) {
            offset++;
            batch.add(new Entry(new Position(1, offset), 0, publication));
        }
        window.append(batch);
        return window.head();
    }

    private static Window standardWindow() {
        var limits = HubLimits.standard();
        return new Window(0, limits.maxWindowBytes(), 2 * limits.maxLoopBehindBytes(), new FakeTicker());
    }
}
