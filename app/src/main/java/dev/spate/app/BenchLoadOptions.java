package dev.spate.app;

import dev.spate.app.bench.BenchPlan;
import dev.spate.app.bench.Target;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags of `spate bench` that say what the load is. Owner: the main thread.
final class BenchLoadOptions {
    /// A feed is answered in batches: fewer in flight would wait for the server's turns, more wait for each other.
    private static final int FEED_PIPELINE = 1024;

    /// At a rate, what is due is sent, and not held back for an answer.
    private static final int PACED_PIPELINE = 64;

    @Option(
            names = "--subscribers",
            paramLabel = "N",
            description = "how many streams (default: 1000); 0 to measure publishing alone")
    private int subscribers = 1000;

    @Option(names = "--publishers", paramLabel = "P", description = "how many connections publish (default: 1)")
    private int publishers = 1;

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "events a second of all publishers together (default: 10); 0 publishes nothing")
    private @Nullable Double rate;

    @Option(
            names = "--flat-out",
            description = "instead of a rate: each publisher sends the next when it has its answer")
    private boolean isFlatOut;

    @Option(
            names = "--pipeline",
            paramLabel = "K",
            description = "publications of one connection that wait for their answer "
                    + "(default: 1 flat out, 64 at a rate, 1024 with --bulk)")
    private @Nullable Integer pipeline;

    @Option(names = "--bulk", description = "publish by NDJSON feeds, one a publisher, instead of requests")
    private boolean isBulk;

    @Option(names = "--topics", paramLabel = "T", description = "topics, used in turn (default: 1)")
    private int topics = 1;

    @Option(names = "--size", paramLabel = "BYTES", description = "data of an event (default: 100; at least 40)")
    private int size = 100;

    @Option(
            names = "--warmup",
            paramLabel = "TIME",
            converter = DurationText.class,
            description = "published, but not measured (default: 3s)")
    private Duration warmup = Duration.ofSeconds(3);

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationText.class,
            description = "measured (default: 10s)")
    private Duration duration = Duration.ofSeconds(10);

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationText.class,
            description = "how long to wait for stragglers (default: 30s)")
    private Duration timeout = Duration.ofSeconds(30);

    @Option(names = "--stalled", paramLabel = "N", description = "so many more connect and never read")
    private int stalled;

    @Option(names = "--storm", description = "in mid-run all streams are cut, and come back with their last id")
    private boolean isStorm;

    @Option(
            names = "--behind",
            paramLabel = "N",
            description = "all streams are cut, N events are published, and all come back: "
                    + "how long until all have everything? Instead of warmup and duration")
    private @Nullable Integer behind;

    boolean isBulk() {
        return isBulk;
    }

    /// Nothing is published.
    boolean isIdle() {
        return rate != null && rate == 0;
    }

    BenchPlan.Crowd crowd(int threads, BenchServerOptions server) {
        return new BenchPlan.Crowd(subscribers, stalled, threads, server.sources());
    }

    /// @throws IllegalArgumentException if flags contradict each other or are out of range
    BenchPlan.Load load() {
        return new BenchPlan.Load(story(), flow(), topics, size);
    }

    BenchPlan.Times times() {
        return new BenchPlan.Times(warmup, duration, timeout);
    }

    private BenchPlan.Story story() {
        if (behind != null && (isStorm || rate != null)) {
            throw new IllegalArgumentException("behind: with --storm or --rate (expected: by itself)");
        }
        return behind != null
                ? new BenchPlan.Story.Behind(behind)
                : isStorm ? new BenchPlan.Story.Storm() : new BenchPlan.Story.Steady();
    }

    private BenchPlan.Flow flow() {
        if (isFlatOut && rate != null) {
            throw new IllegalArgumentException("rate: with --flat-out (expected: one of them)");
        }
        var bulk = isBulk ? Target.Bulk.FEEDS : Target.Bulk.REQUESTS;
        double paced = rate == null ? 10 : rate;
        int usual = isBulk ? FEED_PIPELINE : isFlatOut ? 1 : PACED_PIPELINE;
        int inFlight = pipeline == null ? usual : pipeline;
        return new BenchPlan.Flow(bulk, isFlatOut ? Double.POSITIVE_INFINITY : paced, publishers, inFlight);
    }
}
