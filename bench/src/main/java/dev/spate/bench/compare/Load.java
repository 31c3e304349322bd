package dev.spate.bench.compare;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Something to be borne, by whom, and what has to come out. Thread-safe: immutable.
///
/// @param name as it is chosen by
/// @param title as a person reads it
/// @param warmUp the arguments of a load before it, against the same server; none if empty
/// @param arguments those of the load generator
/// @param hub the hub that bears it
/// @param others who bears it too
/// @param targets what has to come out; the first decides which of several Nchans is the better one
record Load(
        String name,
        String title,
        List<String> warmUp,
        List<String> arguments,
        Contender.Hub hub,
        List<Contender> others,
        List<Target> targets) {
    Load {
        warmUp = List.copyOf(warmUp);
        arguments = List.copyOf(arguments);
        others = List.copyOf(others);
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("targets: none for " + name + " (expected: at least one)");
        }
    }

    /// Which figures a table of it shows.
    Set<Figure> figures() {
        var figures = new TreeSet<Figure>();
        targets.forEach(target -> figures.add(target.figure()));
        return figures;
    }

    boolean needsHeap() {
        return figures().contains(Figure.HEAP);
    }
}
