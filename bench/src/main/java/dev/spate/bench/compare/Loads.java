package dev.spate.bench.compare;

import dev.spate.bench.compare.Target.Against;
import dev.spate.bench.compare.Target.Bound;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The loads that the hub is compared under, all with events of 100 bytes. Thread-safe: stateless.
final class Loads {
    /// Streams of the load that measures what an idle one takes.
    static final int IDLE_STREAMS = 10_000;

    private static final Contender.Hub HUB = Contender.Hub.inMemory();
    private static final Contender.Hub DURABLE = Contender.Hub.inFiles();
    /// All that is read back lies behind it.
    private static final Contender.Hub WITH_SMALL_WINDOW =
            Contender.Hub.inFiles().with("SPATE_HUBS_EVENTS_WINDOW", "4MiB");
    /// The heap does not grow while it is measured, and its pages are touched only when they are used.
    private static final Contender.Hub HUB_WITH_FIXED_HEAP =
            Contender.Hub.inMemory().with("SPATE_JAVA_OPTS", "-Xms2g -Xmx2g");
    private static final List<Contender> NCHANS = List.of(new Contender.Nchan(1), new Contender.Nchan(2));
    private static final List<String> WARM_UP =
            List.of("--subscribers", "100", "--publishers", "4", "--flat-out", "--warmup", "1s", "--duration", "5s");

    private Loads() {}

    static List<Load> all(Length length) {
        return List.of(
                fanOut(length),
                flatOutWide(length),
                flatOutNarrow(length),
                resume(),
                idle(),
                bulk(length),
                durable(length),
                durableBulk(length),
                replay());
    }

    private static Load fanOut(Length length) {
        return new Load(
                "fan-out",
                "10,000 subscribers, 10 events a second",
                WARM_UP,
                timed(length, "--subscribers", "10000", "--rate", "10"),
                HUB,
                List.of(new Contender.Nchan(1), new Contender.Bare(false)),
                List.of(
                        Target.ratio(Figure.CPU_PER_DELIVERY, Against.NCHAN, new Bound.AtMost(0.70)),
                        Target.ratio(Figure.CPU_PER_DELIVERY, Against.BARE, new Bound.AtMost(1.10)),
                        Target.ratio(Figure.P99, Against.NCHAN, new Bound.AtMost(0.80))));
    }

    private static Load flatOutWide(Length length) {
        return new Load(
                "flat-out-1000",
                "1,000 subscribers, 4 publishers flat out",
                List.of(),
                timed(length, "--subscribers", "1000", "--publishers", "4", "--flat-out"),
                HUB,
                NCHANS,
                throughput(2.5));
    }

    private static Load flatOutNarrow(Length length) {
        return new Load(
                "flat-out-100",
                "100 subscribers, 16 publishers flat out",
                List.of(),
                timed(length, "--subscribers", "100", "--publishers", "16", "--flat-out"),
                HUB,
                NCHANS,
                throughput(4));
    }

    private static Load resume() {
        return new Load(
                "resume",
                "10,000 subscribers cut at once, resuming from 1,000 events behind",
                WARM_UP,
                List.of("--subscribers", "10000", "--behind", "1000"),
                HUB,
                List.of(new Contender.Nchan(1)),
                List.of(Target.ratio(Figure.CATCH_UP, Against.NCHAN, new Bound.AtMost(0.50))));
    }

    private static Load idle() {
        return new Load(
                "idle",
                "an idle subscriber, one of 10,000",
                WARM_UP,
                List.of("--subscribers", Integer.toString(IDLE_STREAMS), "--rate", "0", "--warmup", "0s"),
                HUB_WITH_FIXED_HEAP,
                List.of(),
                List.of(
                        Target.absolute(Figure.RESIDENT, new Bound.AtMost(2)),
                        Target.absolute(Figure.HEAP, new Bound.AtMost(1))));
    }

    private static Load bulk(Length length) {
        return new Load(
                "bulk",
                "1 publisher flat out over NDJSON, no subscribers",
                List.of(),
                timed(length, "--subscribers", "0", "--bulk", "--flat-out"),
                HUB,
                List.of(),
                List.of(Target.absolute(Figure.PUBLISHED, new Bound.AtLeast(500_000))));
    }

    private static Load durable(Length length) {
        return new Load(
                "durable-64",
                "64 publishers flat out, each answered once on disk",
                List.of(),
                timed(length, "--subscribers", "0", "--publishers", "64", "--flat-out"),
                DURABLE,
                List.of(HUB),
                List.of(Target.ratio(Figure.PUBLISHED, Against.MEMORY, new Bound.AtLeast(0.6))));
    }

    private static Load durableBulk(Length length) {
        return new Load(
                "durable-bulk",
                "1 publisher flat out over NDJSON, each event answered once on disk",
                List.of(),
                timed(length, "--subscribers", "0", "--bulk", "--flat-out"),
                DURABLE,
                List.of(HUB),
                List.of(Target.ratio(Figure.PUBLISHED, Against.MEMORY, new Bound.AtLeast(0.6))));
    }

    private static Load replay() {
        return new Load(
                "replay",
                "100 subscribers, each resuming from 100,000 events behind, out of files",
                List.of(),
                List.of("--subscribers", "100", "--behind", "100000", "--publishers", "16"),
                WITH_SMALL_WINDOW,
                List.of(new Contender.Bare(true)),
                List.of(Target.ratio(Figure.DELIVERIES, Against.BARE, new Bound.AtLeast(0.7))));
    }

    /// More deliveries, and none of them later.
    private static List<Target> throughput(double ratio) {
        return List.of(
                Target.ratio(Figure.DELIVERIES, Against.NCHAN, new Bound.AtLeast(ratio)),
                Target.ratio(Figure.P99, Against.NCHAN, new Bound.AtMost(1)));
    }

    private static List<String> timed(Length length, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--warmup", length.warmUp(), "--duration", length.duration()));
        return all;
    }

    /// @throws IllegalArgumentException if there is no load of that name
    static List<Load> chosen(List<Load> loads, List<String> names) {
        var known = loads.stream().map(Load::name).toList();
        Stream<String> unknown = names.stream().filter(name -> !known.contains(name));
        unknown.findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("only: " + name + " (expected: of " + String.join(", ", known) + ")");
        });
        return loads.stream()
                .filter(load -> names.isEmpty() || names.contains(load.name()))
                .toList();
    }
}
