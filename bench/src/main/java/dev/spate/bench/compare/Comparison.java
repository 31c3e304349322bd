package dev.spate.bench.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;

/// Lets everybody bear a load, run by run, the hub before each of the others: what the machine does meanwhile befalls
/// both.
///
/// Owner: the main thread.
final class Comparison {
    private static final double KIB = 1024;
    /// No server has so many without its streams.
    private static final long FEW_DESCRIPTORS = 1_000;

    private final Workplace workplace;
    private final LoadGenerator generator;
    private final int runs;
    private final Consumer<String> progress;

    /// @param runs how often everybody is measured
    /// @param progress is told what is done
    Comparison(Workplace workplace, int runs, Consumer<String> progress) {
        this.workplace = workplace;
        this.generator = new LoadGenerator(workplace);
        this.runs = runs;
        this.progress = progress;
    }

    /// @throws CompareException if a contender does not start, or the hub does not deliver everything in order
    Outcome measure(Load load) throws IOException, InterruptedException {
        var hub = new ArrayList<Measurement>();
        var pairs = new LinkedHashMap<Contender, List<Pair>>();
        for (int run = 1; run <= runs; run++) {
            String where = load.name() + ", run " + run + " of " + runs;
            if (load.others().isEmpty()) {
                hub.add(measureHub(load, where));
            }
            for (Contender other : load.others()) {
                var own = measureHub(load, where);
                hub.add(own);
                var others = measure(load, other, where);
                pairs.computeIfAbsent(other, _ -> new ArrayList<>()).add(new Pair(own, others));
            }
        }
        return new Outcome(load, hub, pairs);
    }

    private Measurement measureHub(Load load, String where) throws IOException, InterruptedException {
        var measured = measure(load, load.hub(), where);
        if (!measured.isGood()) {
            throw new CompareException("hub: " + String.join(", ", measured.faults()) + " in " + where
                    + " (expected: everything in order)");
        }
        return measured;
    }

    private Measurement measure(Load load, Contender contender, String where) throws IOException, InterruptedException {
        progress.accept(where + ": " + contender.title());
        try (var server = Running.start(contender, workplace)) {
            if (!load.warmUp().isEmpty()) {
                generator.run(server, load.warmUp());
            }
            var measured = generator.run(server, load.arguments());
            return load.needsHeap() ? measured.with(Figure.HEAP, heapOfAStream(server, load)) : measured;
        }
    }

    /// The difference that open streams make to what is alive after a full collection, in KiB for each.
    private double heapOfAStream(Running server, Load load) throws IOException, InterruptedException {
        server.await("to close what was open", () -> server.descriptors() < FEW_DESCRIPTORS);
        long before = LiveHeap.measure(workplace, server.pid());
        long idle = server.descriptors();
        var loading = generator.begin(server, load.arguments());
        server.await("to open all streams", () -> server.descriptors() >= idle + Loads.IDLE_STREAMS);
        long during = LiveHeap.measure(workplace, server.pid());
        loading.result();
        return (during - before) / (Loads.IDLE_STREAMS * KIB);
    }
}
