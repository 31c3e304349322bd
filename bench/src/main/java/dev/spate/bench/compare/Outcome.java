package dev.spate.bench.compare;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What all runs of one load came to. Thread-safe: immutable.
///
/// @param load what was to be borne
/// @param hub every run of the hub, in their order
/// @param pairs for everybody else, its runs and those of the hub before them; in the order of the load
record Outcome(Load load, List<Measurement> hub, Map<Contender, List<Pair>> pairs) {
    Outcome {
        hub = List.copyOf(hub);
        pairs = new LinkedHashMap<>(pairs);
    }

    List<Verdict> verdicts() {
        return load.targets().stream().map(this::verdict).toList();
    }

    /// The runs of everybody, by title, the hub's first.
    Map<String, List<Measurement>> runs() {
        var runs = new LinkedHashMap<String, List<Measurement>>();
        runs.put(load.hub().title(), hub);
        pairs.forEach((contender, own) ->
                runs.put(contender.title(), own.stream().map(Pair::other).toList()));
        return runs;
    }

    private Verdict verdict(Target target) {
        var own = seriesOf(target.figure(), hub);
        return switch (target.against()) {
            case NOBODY -> new Verdict(load.name(), target, own.median(), own.span(), own.againstItself());
            case BARE -> ratio(target, own, only(Contender.Bare.class));
            case MEMORY -> ratio(target, own, only(Contender.Hub.class));
            case NCHAN -> ratio(target, own, betterNchan());
        };
    }

    private Verdict ratio(Target target, Series own, Contender other) {
        var others = series(target.figure(), other);
        var before =
                seriesOf(target.figure(), pairsOf(other).stream().map(Pair::hub).toList());
        double ratio = own.median() / others.median();
        return new Verdict(load.name(), target, ratio, before.over(others).span(), own.againstItself());
    }

    private Contender only(Class<? extends Contender> kind) {
        return pairs.keySet().stream().filter(kind::isInstance).findFirst().orElseThrow();
    }

    /// The Nchan that is the harder to beat.
    private Contender betterNchan() {
        var target = load.targets().getFirst();
        Comparator<Contender> byMedian = Comparator.comparingDouble(
                nchan -> series(target.figure(), nchan).median());
        var better = target.bound() instanceof Target.Bound.AtLeast ? byMedian : byMedian.reversed();
        return pairs.keySet().stream()
                .filter(contender -> contender instanceof Contender.Nchan)
                .max(better)
                .orElseThrow();
    }

    private Series series(Figure figure, Contender other) {
        return seriesOf(figure, pairsOf(other).stream().map(Pair::other).toList());
    }

    private List<Pair> pairsOf(Contender other) {
        return pairs.getOrDefault(other, List.of());
    }

    /// @throws CompareException if the figure is missing in one of the runs, or is nothing to make a ratio of
    private static Series seriesOf(Figure figure, List<Measurement> runs) {
        var values = runs.stream()
                .map(run -> run.figures().getOrDefault(figure, 0.0))
                .toList();
        if (!values.stream().allMatch(value -> value > 0)) {
            throw new CompareException(figure.title() + ": " + values + " (expected: more than 0 in each run)");
        }
        return new Series(values);
    }
}
